"""A user with a mouse in the real window of the what-if."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from twin.app import make_application
from twin.model.arrays import FloatArray
from twin.model.choice import Choice
from twin.ui.sketch.catalogue_dialog import CatalogueDialog
from twin.ui.widgets.pressable import Pressable
from twin.ui.window.shell import Shell
from twin.workspace.workspace import Workspace

Point = Sequence[float]
LEFT = Qt.MouseButton.LeftButton


class User:
    """Opens a portfolio and works in its what-if by mouse and keys."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.workspace = Workspace()
        self.shell = Shell(make_application(["twin"]), self.workspace)
        self.shell.window.resize(1280, 800)
        self.shell.window.show()

    def open(self, folder: Path) -> None:
        self.workspace.open_portfolio(folder)
        self.until(lambda: self.workspace.portfolio)

    def enter(self, building_id: str) -> None:
        self.workspace.enter_building(building_id)
        self.until(lambda: self.workspace.model)
        self.shell.actions["mode:what-if"].trigger()
        self.rest()

    def close(self) -> None:
        self.shell.window.close()

    # waiting

    def until(self, is_true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_true()), timeout=120_000)
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.workspace.jobs.running, timeout=120_000)
        self.qtbot.wait(20)

    def pause(self) -> None:
        """Let the window catch up; work in the background goes on."""
        self.qtbot.wait(30)

    # what is there

    @property
    def choices(self) -> tuple[Choice, ...]:
        scenario = self.workspace.scenario
        assert scenario is not None
        return scenario.choices

    @property
    def last(self) -> Choice:
        return self.choices[-1]

    def on_screen(self, point: Point) -> QPoint:
        """Where a point of the model is seen."""
        scene = self.shell.stage.scene
        assert scene is not None
        here = np.array([point], dtype=float) - scene.scene.stage.origin
        x, y, away = scene.view_at(QPointF(5.0, 5.0)).screen(here)[0]
        assert away > 0
        return QPoint(round(x), round(y))

    # what a user does

    def add(self, title: str) -> None:
        """Choose a measure in the catalogue."""

        def choose() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, CatalogueDialog)
            QTest.keyClicks(dialog.search, title)
            rows = [r for r in dialog.findChildren(Pressable) if r.accessibleName() == title]
            assert rows, title
            QTest.mouseClick(rows[-1], LEFT)

        before = len(self.choices)
        QTimer.singleShot(50, choose)
        self.shell.actions["add_measure"].trigger()
        assert len(self.choices) == before + 1
        self.pause()

    def press(self, text: str) -> None:
        """Click a button of the left panel."""
        found = [b for b in self._left().findChildren(QPushButton)
                 if b.text() == text and b.isVisible()]  # fmt: skip
        assert found, text
        QTest.mouseClick(found[-1], LEFT)
        self.pause()

    def type(self, name: str, text: str) -> None:
        """Write a number into a field of the right panel."""
        right = self.shell.window.right.part("what-if")
        field = [f for f in right.findChildren(QLineEdit) if f.accessibleName() == name][-1]
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.pause()

    def do(self, action: str) -> None:
        self.shell.actions[action].trigger()
        self.pause()

    def click(self, point: Point) -> None:
        QTest.mouseClick(self._sheet(), LEFT, pos=self.on_screen(point))
        self.pause()

    def drag(self, start: Point, end: Point, steps: int = 4) -> None:
        self.drag_on_screen(self.on_screen(start), self.on_screen(end), steps)

    def drag_on_screen(self, start: QPoint, end: QPoint, steps: int = 4) -> None:
        sheet = self._sheet()
        QTest.mousePress(sheet, LEFT, pos=start)
        for step in range(1, steps + 1):
            QTest.mouseMove(sheet, start + (end - start) * step / steps)
            self.qtbot.wait(1)
        QTest.mouseRelease(sheet, LEFT, pos=end)
        self.pause()

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._sheet(), key)
        self.pause()

    def saw(self, folder: Path, name: str) -> None:
        """Keep a picture of the window."""
        folder.mkdir(parents=True, exist_ok=True)
        self.qtbot.wait(250)
        screen = self.shell.window.screen()
        screen.grabWindow(int(self.shell.window.winId())).save(str(folder / f"{name}.png"))

    def _sheet(self) -> QWidget:
        scene = self.shell.stage.scene
        assert scene is not None
        return scene._sheet

    def _left(self) -> QWidget:
        return self.shell.window.left.part("what-if")


def corners_of(user: User) -> tuple[FloatArray, float, float]:
    """Bounds of the footprint (2, 2), height of the ground and of the highest roof. [m]"""
    from twin.analysis.sketching.site import site_of

    assert user.workspace.model is not None
    site = site_of(user.workspace.model)
    bounds = np.array(site.footprint.bounds).reshape(2, 2)
    return bounds, site.ground, float(site.heights.max())
