"""Parts of the tool row that tell of scenarios."""

import shiboken6
from pytestqt.qtbot import QtBot

from twin.ui.scenarios.bar import AssumptionsButton
from twin.ui.window.shell import Shell


def test_that_a_button_of_a_closed_window_is_told_nothing(inside: Shell, qtbot: QtBot) -> None:
    made = AssumptionsButton(inside.desk)
    shiboken6.delete(made)

    with qtbot.capture_exceptions() as raised:
        inside.workspace.shelf_changed.emit()

    assert raised == []
