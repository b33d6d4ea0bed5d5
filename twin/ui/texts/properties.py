"""What the file says about one element, as named groups of lines with units and sources."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from twin.model.building import BuildingModel, PropertyValue
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

UNITS = (
    ("Area", "m²"), ("Volume", "m³"), ("Weight", "kg"), ("Length", "m"), ("Width", "m"),
    ("Height", "m"), ("Depth", "m"), ("Perimeter", "m"), ("Thickness", "m"),
)  # fmt: skip
PROPERTY_UNITS = {"ThermalTransmittance": "W/(m²K)"}
SOURCES = {"property": "the file", "layers": "the material layers", "": "unknown"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line. role: of the value, as in the style sheet."""

    name: str
    value: str
    role: str = "medium"


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading; source: where they come from, one sentence or ""."""

    title: str
    lines: tuple[Line, ...]
    source: str = ""


def property_groups(model: BuildingModel, row: int) -> tuple[Group, ...]:
    """Groups of lines about the element in `row`; empty groups are left out."""
    details = model.details[row]
    groups = [
        _identity(model, row),
        _thermal(model, row),
        _layers(model, row),
        *(_set(name, values) for name, values in sorted(details.property_sets.items())),
        *(_quantities(name, values) for name, values in sorted(details.quantity_sets.items())),
    ]
    return tuple(g for g in groups if g.lines)


def _identity(model: BuildingModel, row: int) -> Group:
    element = model.elements[row]
    storeys = {s.global_id: s.name for s in model.storeys}
    spaces = {s.global_id: s.long_name or s.name for s in model.spaces}
    references = [f"{c.code} {c.name}".strip() for c in model.details[row].classifications]
    pairs = (
        (tr("Class"), element.ifc_class),
        (tr("Kind"), element.predefined_type),
        (tr("Type"), element.type_name),
        (tr("Mark"), element.tag),
        (tr("Storey"), storeys.get(element.storey, "")),
        (tr("Room"), spaces.get(element.space, "")),
        (tr("Classification"), ", ".join(references) or element.classification),
        ("GlobalId", element.global_id),
    )
    return Group(tr("Identity"), tuple(Line(n, v) for n, v in pairs if v))


def _thermal(model: BuildingModel, row: int) -> Group:
    envelope = model.envelope
    if envelope is None:
        return Group("", ())
    parts = [i for i, element in enumerate(envelope.element) if element == row]
    if not parts:
        return Group("", ())
    first = parts[0]
    u_value = float(envelope.u_value[first])
    area = float(sum(envelope.area[i] for i in parts))
    known = math.isfinite(u_value)
    u_text = numbers.number(u_value, 2) if known else tr("No data")
    lines = [
        Line(tr("U-value, W/(m²K)"), u_text, "medium" if known else "secondary"),
        Line(tr("Area in the envelope"), numbers.quantity(area, "m²", 1)),
    ]
    source = tr(SOURCES.get(envelope.u_source[first], "unknown"))
    return Group(tr("Thermal"), tuple(lines), tr("U-value from: {source}.", source=source))


def _layers(model: BuildingModel, row: int) -> Group:
    lines = tuple(
        Line(layer.name or tr("Layer"), numbers.quantity(layer.thickness * 1000, "mm"))
        for layer in model.details[row].layers
    )
    return Group(tr("Material layers"), lines)


def _set(name: str, values: Mapping[str, PropertyValue]) -> Group:
    return Group(name, tuple(_line(key, value) for key, value in values.items()))


def _line(name: str, value: PropertyValue) -> Line:
    if value is None or value == "":
        return Line(_words(name), tr("No data"), "secondary")
    if isinstance(value, bool):
        return Line(_words(name), tr("Yes") if value else tr("No"))
    if isinstance(value, int | float):
        unit = PROPERTY_UNITS.get(name, "")
        decimals = 0 if float(value).is_integer() else 3
        return Line(_words(name), numbers.quantity(value, unit, decimals))
    return Line(_words(name), str(value))


def _quantities(name: str, values: Mapping[str, float]) -> Group:
    lines = []
    for key, value in values.items():
        unit = next((u for word, u in UNITS if word in key), "")
        lines.append(Line(_words(key), numbers.quantity(value, unit, 2)))
    return Group(name, tuple(lines), tr("Quantities as written in the file, in SI units."))


def _words(name: str) -> str:
    out = [name[:1]]
    for before, here in pairwise(name):
        out.append(f" {here.lower()}" if here.isupper() and before.islower() else here)
    return "".join(out)
