"""Energy audits taken in and written from the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from exporters.buildingsync.by_schema import faults
from workspace.test_audits import AUDIT

from twin.ui.offers.rate_dialog import RateDialog
from twin.ui.window import export_commands
from twin.ui.window.shell import Shell

Settled = Callable[[], None]


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    path = tmp_path / "hall.xml"
    path.write_text(AUDIT, encoding="utf-8")
    return path


def asked(shell: Shell, audit: Path) -> RateDialog:
    shell.commands.take_files([str(audit)])
    return next(d for d in shell.window.findChildren(RateDialog) if d.isVisible())


def test_that_an_audit_waits_in_quarantine_once_its_sums_have_a_rate(
    inside: Shell, settled: Settled, audit: Path
) -> None:
    dialog = asked(inside, audit)
    dialog.rate.setText("10,50")
    dialog.source.setText("Norges Bank")
    dialog.take_in()
    settled()

    assert inside.workspace.portfolio is not None
    (proposal,) = inside.workspace.portfolio.proposals
    (measure,) = proposal.measures
    assert (proposal.title, proposal.accepted) == ("Light", False)
    assert measure.unit_cost.value == pytest.approx(10_000 * 10.5 / 1000, rel=1e-4)
    assert "Norges Bank" in measure.unit_cost.source
    assert proposal.received_by == inside.workspace.who
    said = [notice.text() for notice in inside.workspace.notices.shown]
    assert any("Proposals made of hall.xml: 1, measures: 1." in text for text in said)
    assert any("more remarks on hall.xml" in text for text in said)


@pytest.mark.parametrize(
    ("rate", "source"), [("", "Norges Bank"), ("ten", "Norges Bank"), ("10,5", " ")]
)
def test_that_nothing_happens_without_a_rate(
    inside: Shell, settled: Settled, audit: Path, rate: str, source: str
) -> None:
    dialog = asked(inside, audit)
    dialog.rate.setText(rate)
    dialog.source.setText(source)
    dialog.take_in()

    assert dialog.isVisible()
    assert dialog.message.text()
    dialog.reject()
    settled()
    assert inside.workspace.portfolio is not None
    assert inside.workspace.portfolio.proposals == ()


def test_that_the_what_if_is_written_as_an_audit(
    inside: Shell,
    settled: Settled,
    audit: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = asked(inside, audit)
    dialog.rate.setText("10,5")
    dialog.source.setText("Norges Bank")
    dialog.take_in()
    settled()
    workspace = inside.workspace
    assert workspace.portfolio is not None
    workspace.apply_proposal(workspace.portfolio.proposals[0].proposal_id)
    workspace.set_mode("what-if")
    settled()
    to = tmp_path / "out.xml"
    monkeypatch.setattr(export_commands, "ask_for_file", lambda *_: to)

    inside.actions["export_audit"].trigger()
    settled()

    assert workspace.result is not None
    assert faults(to.read_bytes()) == []
    assert b"LED everywhere" in to.read_bytes()
