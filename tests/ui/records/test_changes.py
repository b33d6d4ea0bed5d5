"""The log and the dialog of two people at odds, in the window."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtTest import QTest

from tests.ui.small_portfolio import write_portfolio
from twin.model.edit import Edit
from twin.model.maintenance import WorkOrder
from twin.store.database import open_database
from twin.store.edits import store_edits
from twin.ui.dialogs.conflict import ConflictDialog
from twin.ui.panels.portfolio_tabs import PortfolioTabs
from twin.ui.records.changes_page import ChangesPage
from twin.ui.window.shell import Shell


def quiet(shell: Shell) -> None:
    for _ in range(200):
        QTest.qWait(20)
        if not shell.workspace.jobs.running:
            break
    QTest.qWait(20)


def opened(shell: Shell, folder: Path) -> WorkOrder:
    write_portfolio(folder)
    shell.workspace.open_portfolio(folder)
    quiet(shell)
    assert shell.workspace.portfolio is not None
    return shell.workspace.portfolio.work_orders[0]


def order_now(shell: Shell) -> WorkOrder:
    assert shell.workspace.portfolio is not None
    return shell.workspace.portfolio.work_orders[0]


def theirs(folder: Path, before: WorkOrder, after: WorkOrder) -> None:
    other = open_database(folder)
    store_edits(other, (Edit(before, after),), "ola", "His")
    other.close()


def conflict(shell: Shell, folder: Path) -> tuple[ConflictDialog, WorkOrder]:
    order = opened(shell, folder)
    theirs(folder, order, replace(order, supplier="Rør AS"))
    mine = replace(order, supplier="Varme AS", title="Bytt")
    shell.workspace.store((Edit(order, mine),), "Mine")
    quiet(shell)
    (dialog,) = [d for d in shell.window.findChildren(ConflictDialog) if d.isVisible()]
    return dialog, order


def test_that_both_values_are_shown_and_theirs_is_chosen_at_first(
    shell: Shell, tmp_path: Path
) -> None:
    dialog, _ = conflict(shell, tmp_path / "p.twin")

    ((mine, his),) = dialog.choices
    assert (mine.text(), his.text(), his.isChecked()) == ("Varme AS", "Rør AS", True)
    assert order_now(shell).supplier == "Rør AS"
    dialog.store()
    quiet(shell)
    assert (order_now(shell).supplier, order_now(shell).title) == ("Rør AS", "Bytt")


def test_that_mine_is_stored_when_it_is_chosen(shell: Shell, tmp_path: Path) -> None:
    dialog, _ = conflict(shell, tmp_path / "p.twin")

    dialog.choices[0][0].setChecked(True)
    dialog.store()
    quiet(shell)

    assert (order_now(shell).supplier, order_now(shell).title) == ("Varme AS", "Bytt")


def test_that_a_step_of_another_is_listed_and_taken_back(shell: Shell, tmp_path: Path) -> None:
    order = opened(shell, tmp_path / "p.twin")
    theirs(tmp_path / "p.twin", order, replace(order, supplier="Rør AS"))
    (tabs,) = shell.window.findChildren(PortfolioTabs)
    tabs.tabs.turn_to("changes")
    quiet(shell)
    (page,) = tabs.pages["changes"].findChildren(ChangesPage)
    page.read()
    quiet(shell)
    page.table.selectRow(0)
    quiet(shell)

    assert [(c.who, c.what) for c in page.steps.rows] == [("ola", "His")]
    shown = [c.cell(page.lines.rows[0]).text for c in page.lines.columns]
    assert shown[1:] == ["Supplier", order.supplier or "–", "Rør AS"]
    page.take_back()
    quiet(shell)
    assert order_now(shell).supplier == order.supplier
    assert len(page.steps.rows) == 2
