"""The list of copies in the window: checked one by one, and one put back."""

from collections.abc import Callable
from dataclasses import replace

from twin.model.edit import Edit
from twin.store.backups import back_up
from twin.ui.dialogs.copies import CopiesDialog
from twin.ui.window.shell import Shell


def dialog_of(shell: Shell, settled: Callable[[], None]) -> CopiesDialog:
    shell.actions["copies"].trigger()
    settled()
    (found,) = shell.window.findChildren(CopiesDialog)
    return found


def test_that_a_copy_says_what_it_would_lose_and_is_put_back(
    portfolio: Shell, settled: Callable[[], None]
) -> None:
    workspace = portfolio.workspace
    assert workspace.portfolio is not None
    copy = back_up(workspace.portfolio.folder, "migration")
    building = workspace.portfolio.buildings[0]
    workspace.change_settings(user_name="Kari")
    workspace.store([Edit(building, replace(building, name="Nytt navn"))], "Rename")
    settled()

    dialog = dialog_of(portfolio, settled)
    assert not dialog.restore.isEnabled()
    row = next(i for i, b in enumerate(dialog.rows.rows) if b == copy)
    dialog.table.selectRow(row)
    assert dialog.said.text().startswith("Lost: 1 step, the last one ")
    assert "by Kari" in dialog.said.text() and "copied first" in dialog.said.text()

    dialog.restore.click()
    settled()
    assert workspace.portfolio.buildings[0].name == building.name


def test_that_a_damaged_copy_cannot_be_put_back(
    portfolio: Shell, settled: Callable[[], None]
) -> None:
    assert portfolio.workspace.portfolio is not None
    copy = back_up(portfolio.workspace.portfolio.folder, "migration")
    raw = copy.file.read_bytes()
    copy.file.write_bytes(raw[: 4096 * 3] + b"\x5a" * 4096 * 6 + raw[4096 * 9 :])

    dialog = dialog_of(portfolio, settled)
    dialog.table.selectRow(next(i for i, b in enumerate(dialog.rows.rows) if b == copy))

    assert "damaged" in dialog.said.text()
    assert not dialog.restore.isEnabled()
    dialog.reject()
