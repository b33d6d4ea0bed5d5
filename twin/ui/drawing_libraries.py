"""Load the drawing libraries; one thread at a time.

Python lets a thread see a half-loaded module where it believes that waiting would never end. VTK's
wrappers are loaded in the background while the window may ask for them, so they are guarded here.
"""

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twin.ui.scene.view import SceneView

_LOADING = Lock()


def load_without_qt(progress: object) -> None:
    """The libraries without anything of Qt; may run in any thread."""
    del progress
    with _LOADING:
        import pyvista

    del pyvista


def scene_class() -> "type[SceneView]":
    """The 3D view; call on the GUI thread: making Qt's classes elsewhere may crash."""
    with _LOADING:
        from twin.ui.scene.view import SceneView

    return SceneView
