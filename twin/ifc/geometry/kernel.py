"""The geometry kernel of IfcOpenShell, asked for one item at a time."""

from collections.abc import Callable
from typing import Any

import ifcopenshell
import ifcopenshell.geom
import numpy as np
from ifcopenshell import ifcopenshell_wrapper

from twin.ifc.geometry.entities import Entity
from twin.ifc.geometry.surface import Surface
from twin.model.arrays import FloatArray

HYBRID = "hybrid-cgal-simple-opencascade"
OPENCASCADE = "opencascade"


class KernelFailure(Exception):
    """The kernel has no shape for an item; the message is the kernel's own."""


class Kernel:
    """Shapes of items that the program has no rule of its own for.

    Parameters
    ----------
    libraries : tuple of str
        Kernels to ask, in this order, until one gives triangles.
    watch : callable
        Told the STEP number of the item before the kernel may hang or crash on it, 0 after.
    refused : frozenset of int
        Items and products no kernel is asked for, because one crashed or hung on them before.
    """

    def __init__(
        self,
        libraries: tuple[str, ...],
        watch: Callable[[int], None],
        refused: frozenset[int] = frozenset(),
    ) -> None:
        self._libraries = libraries
        self._watch = watch
        self._refused = refused
        self._plain = _settings(opening_subtraction=False)
        self._with_openings = _settings(opening_subtraction=True)

    def surface(self, item: Entity) -> Surface:
        """Triangles of a representation item in its own coordinates.

        Raises
        ------
        KernelFailure
            If no kernel gives a triangle.
        """
        return self._first_answer(item, self._plain, lambda shape: shape)

    def cut_surface(self, product: Entity) -> Surface:
        """Triangles of a product in its own coordinates, openings subtracted by the kernel.

        Raises
        ------
        KernelFailure
            If no kernel gives a triangle.
        """
        return self._first_answer(product, self._with_openings, lambda shape: shape.geometry)

    def placement(self, placement: Entity) -> FloatArray:
        """World matrix of a placement along an alignment, shape (4, 4). [m]

        Raises
        ------
        KernelFailure
            If the kernel cannot place it.
        """
        if placement.id() in self._refused:
            raise KernelFailure("the kernel stopped on this placement before")
        self._watch(placement.id())
        try:
            mapped: Any = ifcopenshell_wrapper.map_shape(self._plain, placement)  # has no types
            return np.array(mapped.components, dtype=np.float64).reshape(4, 4)
        except (RuntimeError, TypeError, ValueError, AttributeError) as failure:
            raise KernelFailure(f"{placement.is_a()}: {_reason(failure)}") from failure
        finally:
            self._watch(0)

    def _first_answer(
        self, entity: Entity, settings: Any, triangles_of: Callable[[Any], Any]
    ) -> Surface:
        if entity.id() in self._refused:
            raise KernelFailure("the kernel stopped on this item before")
        reason = "no kernel gave a shape"
        for library in self._libraries:
            self._watch(entity.id())
            try:
                made: Any = ifcopenshell.geom.create_shape  # the wrapper has no types
                shape = made(settings, entity, geometry_library=library)
                surface = _surface(triangles_of(shape))
            except (RuntimeError, TypeError, ValueError, AttributeError) as failure:
                reason = _reason(failure)
                continue
            finally:
                self._watch(0)
            if not surface.is_empty:
                return surface
            reason = "the shape is empty"
        raise KernelFailure(reason)


def _settings(*, opening_subtraction: bool) -> Any:  # the wrapper has no types
    settings = ifcopenshell.geom.settings()
    settings.set("use-world-coords", False)
    settings.set("weld-vertices", True)
    settings.set("no-normals", True)
    settings.set("apply-default-materials", False)
    settings.set("disable-opening-subtractions", not opening_subtraction)
    settings.set("mesher-linear-deflection", 0.003)
    settings.set("mesher-angular-deflection", 0.6)
    settings.set("circle-segments", 16)
    return settings


def _surface(triangulation: Any) -> Surface:  # the wrapper has no types
    vertices = np.frombuffer(triangulation.verts_buffer, dtype=np.float64).reshape(-1, 3)
    faces = np.frombuffer(triangulation.faces_buffer, dtype=np.int32).reshape(-1, 3)
    return Surface(vertices, faces)


def _reason(failure: Exception) -> str:
    text = " ".join(str(failure).split())
    return text[:200] or type(failure).__name__
