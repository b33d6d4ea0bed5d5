"""A workspace whose settings and log lie in the test's own folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from twin.workspace.workspace import Workspace


@pytest.fixture(autouse=True)
def settings_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of settings, log and sample of this test."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("TWIN_SETTINGS_DIR", str(folder))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return folder


@pytest.fixture
def workspace(qtbot: QtBot, settings_dir: Path) -> Iterator[Workspace]:
    """A workspace that is closed after the test."""
    made = Workspace()
    yield made
    made.close()


@pytest.fixture
def settled(qtbot: QtBot, workspace: Workspace) -> Callable[[], None]:
    """Wait until no job of the workspace runs."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not workspace.jobs.running, timeout=60_000)

    return wait
