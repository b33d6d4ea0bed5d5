"""What the file says about one element, as named groups of lines with units and sources."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from twin.model.building import BuildingModel, Element, PropertyValue
from twin.model.known import KnownValue
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.lines import Group, Line
from twin.ui.texts.part_names import part_text
from twin.ui.texts.thermal import Usual, layer_group, thermal_group

UNITS = (
    ("Area", "m²"), ("Volume", "m³"), ("Weight", "kg"), ("Length", "m"), ("Width", "m"),
    ("Height", "m"), ("Depth", "m"), ("Perimeter", "m"), ("Thickness", "m"),
)  # fmt: skip
PROPERTY_UNITS = {"ThermalTransmittance": "W/(m²K)"}


def property_groups(
    model: BuildingModel, row: int, usual: Usual = dict, known: Sequence[KnownValue] = ()
) -> tuple[Group, ...]:
    """Groups of lines about the element in `row`; empty groups are left out.

    usual : gives the U-values that stand in where the file tells none.
    known : values that stand in the model's envelope in place of the file's.
    """
    details = model.details[row]
    groups = [
        _identity(model, row),
        thermal_group(model, row, usual, known),
        layer_group(model, row),
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
        (tr("Building part"), part_of(element)),
        (tr("Classification"), ", ".join(references)),
        ("GlobalId", element.global_id),
    )
    return Group(tr("Identity"), tuple(Line(n, v) for n, v in pairs if v))


def part_of(element: Element) -> str:
    """Building part, its table and where the code comes from, "" where there is none."""
    if not element.classification:
        return ""
    source = tr(SOURCES.get(element.classification_source, element.classification_source))
    known = " ".join(t for t in (element.classification_table, source) if t)
    return f"{part_text(element.classification)} ({known})"


SOURCES = {
    "reference": "by classification",
    "property": "by property",
    "name": "by name or tag",
    "class default": "usual for its class",
}
"""Where the code of a building part comes from."""


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
