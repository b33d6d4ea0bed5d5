"""Offers weighed in the window: blind, with other weights, frozen, run again, written to files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from twin.analysis.proposals import parse_proposal
from twin.model.choice import Decision
from twin.model.importing import Silent
from twin.sample.proposals import proposal_files
from twin.ui.procurement.dialog import ProcurementDialog
from twin.ui.procurement.freeze_dialog import FreezeDialog
from twin.ui.procurement.report import decision_html, round_html, write_pdf
from twin.ui.procurement.sheets import sheets_of
from twin.ui.procurement.words import rerun_verdict
from twin.ui.texts.language import use_language
from twin.ui.window.shell import Shell
from twin.workspace.procurement.keeping import content_of, decisions
from twin.workspace.sheets import write_sheets

Settled = Callable[[], None]
FILES = ("vestlandsvinduer-2026-01.json", "innekart-2026-11.json", "romfoler-2026-06.json")


@pytest.fixture
def dialog(portfolio: Shell) -> ProcurementDialog:
    """The window with three offers, of which the last is still in quarantine."""
    workspace = portfolio.workspace
    offers = [parse_proposal(proposal_files()[name]) for name in FILES]
    offers = [replace(o, accepted=place < 2) for place, o in enumerate(offers)]
    assert workspace.portfolio is not None
    workspace.change(portfolio=replace(workspace.portfolio, proposals=tuple(offers)))
    made = ProcurementDialog(portfolio.window, workspace)
    made.show()
    return made


def check(dialog: ProcurementDialog, offers: int, buildings: int) -> None:
    for items, count in ((dialog.round.offers, offers), (dialog.round.buildings, buildings)):
        for row in range(items.count()):
            is_on = row < count
            state = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
            items.item(row).setCheckState(state)


@pytest.fixture
def weighed(dialog: ProcurementDialog, settled: Settled, qtbot: QtBot) -> ProcurementDialog:
    check(dialog, 2, 1)
    dialog.round.blind.setChecked(True)
    dialog.round.weigh.click()
    qtbot.waitUntil(lambda: dialog.judged is not None, timeout=120_000)
    settled()
    return dialog


def shown(dialog: ProcurementDialog) -> str:
    """All texts of the result: cards and table."""
    labels = [w.text() for w in dialog.outcome.findChildren(QLabel)]
    return " ".join([*labels, dialog.outcome.table.copied_text()])


def test_that_only_accepted_offers_can_be_weighed_and_two_are_needed(
    dialog: ProcurementDialog,
) -> None:
    assert dialog.round.offers.count() == 2
    assert not dialog.round.weigh.isEnabled()

    check(dialog, 1, 1)
    assert not dialog.round.weigh.isEnabled()

    check(dialog, 2, 1)
    assert dialog.round.weigh.isEnabled()

    buttons = {b.accessibleName(): b for b in dialog.round.findChildren(QPushButton)}
    buttons["Buildings: All"].click()
    assert len(dialog.round.round.buildings) == 4
    buttons["Buildings: None"].click()
    assert not dialog.round.weigh.isEnabled()


def test_that_a_blind_round_names_nobody_until_it_is_frozen_and_runs_again(
    weighed: ProcurementDialog, settled: Settled, qtbot: QtBot
) -> None:
    judged = weighed.judged
    assert judged is not None
    text = shown(weighed)
    assert "Offer A" in text
    assert "Offer B" in text
    for offer in judged.offers:
        assert offer.supplier not in text
        assert offer.title not in text
    assert "without evidence" in text

    weighed.ask_for_verdict()
    freeze = weighed.findChildren(FreezeDialog)[0]
    freeze.who.setText(" ")
    freeze.decide()
    assert not freeze.hint.isHidden()
    freeze.who.setText("Kari")
    freeze.reasons.setPlainText("Less work")
    freeze.decide()
    qtbot.waitUntil(lambda: weighed.tabs.shown == "decisions", timeout=30_000)
    settled()

    (held,) = decisions(weighed._workspace.portfolio)
    assert (held.decided_by, held.text) == ("Kari", "Less work")
    side = " ".join(w.text() for w in weighed.decisions.side.findChildren(QLabel))
    assert all(o.supplier in side or o.title in side for o in judged.offers)

    weighed.decisions.run()
    qtbot.waitUntil(lambda: bool(weighed.decisions._reruns), timeout=120_000)
    found = weighed.decisions._reruns[held.decision_id]
    assert found.is_same, found.differing[:3]
    assert rerun_verdict(found)[1] == "ok"


def test_that_other_weights_are_weighed_at_once(weighed: ProcurementDialog) -> None:
    before = weighed.judged
    assert before is not None
    for key, box in weighed.round.weights.items():
        box.setValue(1.0 if key == "disturbance" else 0.0)

    weighed.round.weigh.click()

    assert weighed.judged is not None
    assert weighed.judged.compared is before.compared
    assert [c.key for c in weighed.judged.scoring.criteria] == ["disturbance"]

    weighed.round.weights["disturbance"].setValue(0.0)
    weighed.round.weigh.click()
    assert "weight" in weighed._workspace.notices.shown[-1].text()


def test_that_round_and_decision_go_into_files(
    weighed: ProcurementDialog, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    judged = weighed.judged
    assert judged is not None
    rows = write_sheets(tmp_path / "round.xlsx", sheets_of(judged), Silent())
    assert rows > 50
    html = round_html(judged)
    assert all(o.supplier not in html for o in judged.offers)
    use_language("nb")
    assert "Tilbud A" in round_html(judged)
    use_language("en")
    weighed.ask_for_verdict()
    weighed.findChildren(FreezeDialog)[0].decide()
    qtbot.waitUntil(lambda: weighed.tabs.shown == "decisions", timeout=30_000)
    settled()

    held = weighed.decisions.picked
    assert isinstance(held, Decision)
    html = decision_html(held, content_of(held))
    assert held.sha256 in html
    assert all(o.supplier in html for o in judged.offers)
    write_pdf(tmp_path / "decision.pdf", html, Silent())
    assert (tmp_path / "decision.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_closed_window_is_told_nothing(dialog: ProcurementDialog, settled: Settled) -> None:
    check(dialog, 2, 1)
    dialog.round.weigh.click()

    dialog.reject()
    settled()

    assert dialog.judged is None


def test_that_the_menu_leads_there(portfolio: Shell) -> None:
    portfolio.actions["procurement"].trigger()

    (found,) = portfolio.window.findChildren(ProcurementDialog)
    assert found.isVisible()
    found.reject()
