"""Where the files lie that are shipped with the program."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent / "resources"


def path(name: str) -> Path:
    """Path of one shipped file or folder, for example ``path("fonts/Inter-Regular.otf")``."""
    return _ROOT / name
