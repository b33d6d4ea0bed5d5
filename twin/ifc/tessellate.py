"""Triangles of one representation item: by the program's own rule, else by the kernel."""

from twin.ifc.entities import Entity
from twin.ifc.kernel import Kernel, KernelFailure
from twin.ifc.surface import Surface


class Tessellator:
    """Surfaces of the items of one file, each made once.

    may_ask_kernel : set to False when the time for the file is used up.
    """

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._made: dict[int, Surface | str] = {}
        self.may_ask_kernel = True

    def surface(self, item: Entity) -> Surface:
        """Triangles of an item in its own coordinates. [m]

        Raises
        ------
        KernelFailure
            If neither a rule nor a kernel gives a triangle.
        """
        key = item.id()
        if key not in self._made:
            self._made[key] = self._ask_kernel(item)
        made = self._made[key]
        if isinstance(made, str):
            raise KernelFailure(made)
        return made

    def _ask_kernel(self, item: Entity) -> Surface | str:
        if not self.may_ask_kernel:
            return "the time for this file is used up"
        try:
            return self._kernel.surface(item)
        except KernelFailure as failure:
            return str(failure)
