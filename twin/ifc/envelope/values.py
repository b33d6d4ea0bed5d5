"""U-value, g-value and layers of every part, and where each is from."""

import math
from dataclasses import dataclass, field

from twin.ifc.elements.records import Records
from twin.ifc.envelope.constructions import construction_of, is_approximated, u_value_of
from twin.ifc.envelope.u_values import stated_g_value, stated_u_value
from twin.model.arrays import FloatArray
from twin.model.building import Construction, MaterialLayer

_ISO_6946 = "ISO 6946"


@dataclass(frozen=True, slots=True)
class PartValues:
    """Values of one part; NaN and "" where the file does not tell, -1 without layers."""

    u_value: float = math.nan
    u_source: str = ""
    u_origin: str = ""
    refused_u: float = math.nan
    g_value: float = math.nan
    g_source: str = ""
    construction: int = -1


@dataclass(slots=True)
class ValueReader:
    """Reads values part by part and collects the distinct constructions."""

    records: Records
    _numbers: dict[Construction, int] = field(default_factory=dict[Construction, int])
    _rows: dict[str, int] = field(default_factory=dict[str, int])

    def __post_init__(self) -> None:
        """Know the wholes that slabs of a roof are parts of."""
        self._rows = {e.global_id: row for row, e in enumerate(self.records.elements)}

    @property
    def constructions(self) -> tuple[Construction, ...]:
        """All constructions so far, in the order of their numbers."""
        return tuple(self._numbers)

    def part(self, row: int, kind: str, adjacency: str, normal: FloatArray) -> PartValues:
        """Values of a part of the envelope: the file's own, else from layers."""
        details = self.records.details[row]
        stated = stated_u_value(details, kind)
        whole = self._whole(row)
        if whole is not None and math.isnan(stated.value):
            of_whole = stated_u_value(self.records.details[whole], kind)
            stated = stated if math.isfinite(stated.refused) else of_whole
        is_glass = kind in ("window", "door")
        g_value, g_source = stated_g_value(details) if is_glass else (math.nan, "")
        number = -1 if is_glass else self.construction(row, kind, normal)
        value, source, origin = stated.value, "property", stated.origin
        if math.isnan(value):
            value, source, origin = self._of_layers(number, kind, adjacency)
        return PartValues(value, source, origin, stated.refused, g_value, g_source, number)

    def construction(self, row: int, kind: str, outward: FloatArray | None) -> int:
        """Number of the construction of a row, -1 without layers.

        outward : which way is out; None for internal parts.
        """
        axis = self.records.layer_axes.get(row)
        is_inward = None
        if axis is not None and outward is not None:
            along = float(axis @ outward)
            is_inward = None if abs(along) < _ACROSS else along < 0
        layers = self._layers(row)
        found = construction_of(layers, kind, self.records.materials, is_inward)
        return -1 if found is None else self._numbers.setdefault(found, len(self._numbers))

    def _whole(self, row: int) -> int | None:
        """Row of the roof or wall that an element is a part of."""
        parent = self.records.elements[row].parent
        return self._rows.get(parent) if parent else None

    def _layers(self, row: int) -> tuple[MaterialLayer, ...]:
        """Layers of a row; one material alone is as thick as the file says the element is."""
        details = self.records.details[row]
        layers = details.layers
        whole = self._whole(row)
        if not layers and whole is not None:
            layers = self.records.details[whole].layers
        if len(layers) != 1 or math.isfinite(layers[0].thickness):
            return layers
        for values in details.quantity_sets.values():
            width = values.get("Width", math.nan)
            if _THINNEST <= width <= _THICKEST:
                return (MaterialLayer(layers[0].name, width),)
        return layers

    def _of_layers(self, number: int, kind: str, adjacency: str) -> tuple[float, str, str]:
        if number < 0:
            return math.nan, "", ""
        construction = self.constructions[number]
        value = u_value_of(construction, kind, adjacency)
        if math.isnan(value):
            return value, "", ""
        note = ", approximated" if is_approximated(construction) else ""
        return value, "layers", _ISO_6946 + note


_ACROSS = 0.5
"""Layers that run along a face rather than behind one another say nothing of its order."""
_THINNEST, _THICKEST = 0.02, 2.0
