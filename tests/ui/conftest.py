"""A window with a recording stand-in for the 3D view, which needs a display."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from twin.ui import theme
from twin.ui.texts.language import use_language
from twin.ui.texts.numbers import use_numbers
from twin.ui.window.shell import Shell
from twin.ui.window.stage import Stage
from twin.workspace.workspace import Workspace

from .small_portfolio import write_portfolio


class RecordingScene(QObject):
    """Remembers what it was told last, by the name of the method."""

    row_clicked = Signal(int, object)
    row_double_clicked = Signal(int)
    context_requested = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, tuple] = {}

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *values, **_named: self.told.__setitem__(name, values)

    def screenshot(self) -> QImage:
        return QImage()

    def setGeometry(self, *_place: object) -> None:
        """Nothing to place."""


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of this test; English with Norwegian numbers, light."""
    folder = tmp_path / "settings"
    folder.mkdir()
    text = 'language = "en"\nnumber_format = "nb"\ntheme = "light"\n'
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("TWIN_SETTINGS_DIR", str(folder))
    use_language("en")
    use_numbers("nb")
    return folder


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    theme.load_fonts()
    return qapp


@pytest.fixture
def shell(
    application: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """The whole window; its 3D view is a `RecordingScene`."""

    def wake(stage: Stage) -> RecordingScene:
        if stage.scene is None:
            stage.scene = RecordingScene()  # pyright: ignore[reportAttributeAccessIssue]
            stage.scene_ready.emit()
        return stage.scene  # pyright: ignore[reportReturnType]

    monkeypatch.setattr(Stage, "wake", wake)
    workspace = Workspace()
    made = Shell(application, workspace)
    made.window.show()
    made.window.activateWindow()
    with qtbot.waitActive(made.window, timeout=5_000):
        QTest.qWait(1)  # without a window manager the window is active an event later
    yield made
    made.window.close()
    made.window.deleteLater()
    application.setStyleSheet("")


@pytest.fixture
def settled(qtbot: QtBot, shell: Shell) -> Callable[[], None]:
    """Wait until no job runs and the events of the last one are handled."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not shell.workspace.jobs.running, timeout=30_000)
        qtbot.wait(20)

    return wait


@pytest.fixture
def portfolio(shell: Shell, settled: Callable[[], None], tmp_path: Path) -> Shell:
    """The window with four buildings open."""
    folder = tmp_path / "four.twin"
    write_portfolio(folder)
    shell.workspace.open_portfolio(folder)
    settled()
    return shell


@pytest.fixture
def inside(portfolio: Shell, settled: Callable[[], None]) -> Shell:
    """The window inside a building with a model of twelve elements."""
    from .small_portfolio import small_model

    portfolio.workspace.enter_building("b0")
    settled()
    portfolio.workspace.change(model=small_model())
    return portfolio
