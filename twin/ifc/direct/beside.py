"""Direct items made beside the parsing of the file, handed over in files."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from twin.ifc.process.sibling import Sibling

if TYPE_CHECKING:  # importing NumPy before the work is split would hold both halves up
    from twin.ifc.direct.item_meshes import ItemMeshes

_ARRAYS = ("item", "vertices", "vertex_start", "faces", "face_start")
_PATIENCE = 60.0


class DirectItems:
    """The items of a STEP file that need no kernel, being made from now on.

    Parameters
    ----------
    text : Path
        The file, STEP text.
    folder : Path
        Made, for the arrays.
    let_go : callable
        Closes what belongs to this process.
    """

    def __init__(self, text: Path, folder: Path, let_go: Callable[[], None]) -> None:
        self._text = text
        self._folder = folder
        folder.mkdir(exist_ok=True)
        self._sibling = Sibling(self._make, let_go)

    def meshes(self, path: Path) -> "ItemMeshes | None":
        """Meshes of the file at `path`, which may be a repaired copy; None if there are none."""
        import numpy as np

        from twin.ifc.direct.item_meshes import ItemMeshes
        from twin.ifc.direct.items import direct_items

        if path != self._text:
            self._sibling.end()
            try:
                return direct_items(path.read_bytes())
            except ValueError:
                return None
        if not self._sibling.wait(_PATIENCE):
            return None
        arrays = [np.load(self._folder / f"{n}.npy", mmap_mode="r") for n in _ARRAYS]
        return ItemMeshes(*arrays)

    def _make(self) -> None:
        import numpy as np

        from twin.ifc.direct.items import direct_items

        meshes = direct_items(self._text.read_bytes())
        for name in _ARRAYS:
            np.save(self._folder / f"{name}.npy", getattr(meshes, name), allow_pickle=False)
