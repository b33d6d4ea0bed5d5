"""Composition root of the desktop program: fonts, workspace, window, and the last safety net."""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QSurfaceFormat
from PySide6.QtWidgets import QApplication

from twin import __version__, resources
from twin.ui import theme
from twin.ui.texts.language import tr
from twin.ui.window.shell import Shell
from twin.workspace.workspace import Workspace

_WARM_UP_AFTER = 300
QUIT_WHEN_USABLE = "--quit-when-usable"  # for measuring how long a start takes


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and run until it is closed; paths in `argv` are opened or imported."""
    arguments = list(sys.argv if argv is None else argv)
    application = make_application(arguments)
    workspace = Workspace()
    workspace.say = tr
    install_excepthook(workspace)
    shell = Shell(application, workspace)
    shell.window.show()
    shell.warm_up_after(_WARM_UP_AFTER)
    if QUIT_WHEN_USABLE in arguments:
        QTimer.singleShot(0, shell.window, lambda: _say_usable(shell))
    paths = [a for a in arguments[1:] if not a.startswith("-") and Path(a).exists()]
    if paths:
        shell.commands.take_files(paths)
    return application.exec()


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one application object with its fonts and its 3D format, made before any window."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        theme.load_fonts()
        return existing
    set_surface_format()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(list(arguments))
    application.setApplicationName("Twin")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("twin")
    application.setWindowIcon(QIcon(str(resources.path("icons/building.svg"))))
    application.setFont(QFont("Inter"))
    theme.load_fonts()
    return application


def _say_usable(shell: Shell) -> None:
    sys.stdout.write("usable\n")
    sys.stdout.flush()
    shell.window.close()


def set_surface_format() -> None:
    """OpenGL 3.2 core with a depth buffer, as the 3D library needs it."""
    wanted = QSurfaceFormat()
    wanted.setRenderableType(QSurfaceFormat.RenderableType.OpenGL)
    wanted.setVersion(3, 2)
    wanted.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    wanted.setSwapBehavior(QSurfaceFormat.SwapBehavior.DoubleBuffer)
    for set_bits, bits in (
        (wanted.setRedBufferSize, 8),
        (wanted.setGreenBufferSize, 8),
        (wanted.setBlueBufferSize, 8),
        (wanted.setDepthBufferSize, 24),
        (wanted.setStencilBufferSize, 8),
        (wanted.setAlphaBufferSize, 8),
        (wanted.setSamples, 0),
    ):
        set_bits(bits)
    QSurfaceFormat.setDefaultFormat(wanted)


def install_excepthook(workspace: Workspace) -> None:
    """Let whatever nobody caught reach the log and the message bar, never the user's terminal."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        workspace.notices.show(error.with_traceback(trace))

    sys.excepthook = tell


if __name__ == "__main__":
    sys.exit(main())
