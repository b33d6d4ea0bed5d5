"""What the tests of the workspace hear from it."""

from collections.abc import Callable

from importers.test_importers import OFFER

from twin.model.finding import Severity
from twin.workspace.workspace import Workspace

Settle = Callable[[], None]
"""Waits until no job of the workspace runs."""
PROPOSAL_ID = OFFER["id"]


def errors(workspace: Workspace) -> list[str]:
    return [n.text() for n in workspace.notices.shown if n.severity == Severity.ERROR]


def said(workspace: Workspace) -> str:
    return workspace.notices.shown[-1].text()


def heard(workspace: Workspace) -> list[str]:
    """Names of the signals from now on, in order."""
    names: list[str] = []
    for name in (
        "portfolio_changed", "building_changed", "model_changed", "selection_changed",
        "colouring_changed", "visibility_changed", "scenario_changed", "result_changed",
        "mode_changed",
    ):  # fmt: skip
        getattr(workspace, name).connect(lambda *_, name=name: names.append(name))
    return names
