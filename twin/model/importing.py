"""What a long read reports while it runs."""

from collections.abc import Callable
from typing import Protocol

from twin.model.building import Element
from twin.model.mesh import MeshBatch


class Progress(Protocol):
    """Handed to every job; the job calls it often and stops when asked to."""

    def report(self, fraction: float, text: str) -> None:
        """Say how far the job is (0 to 1, NaN if unknown).

        Raises
        ------
        twin.errors.Cancelled
            If the user stopped the job.
        """
        ...


OnPortion = Callable[[MeshBatch, tuple[Element, ...]], None]
"""Called with each arriving portion of a model: its triangles and, so far, all elements."""


class Silent:
    """Progress that nobody watches."""

    def report(self, fraction: float, text: str) -> None:
        """Do nothing."""
