"""What is known of an element as a part of the envelope: U-value, its source, and layers."""

import math
from collections.abc import Callable, Mapping, Sequence

from twin.model.building import BuildingModel, Construction, ConstructionLayer, Envelope
from twin.model.known import KINDS, KnownValue
from twin.model.thermal import Sourced
from twin.ui.texts import numbers
from twin.ui.texts.language import source_text, tr
from twin.ui.texts.lines import Group, Line

SURROUNDINGS = {
    "outside": "Outside air",
    "ground": "Ground",
    "unheated": "Unheated room",
    "heated": "A neighbour's heated rooms",
}
NOTHING = Group("", ())
Usual = Callable[[], Mapping[str, Sourced]]
"""U-values by kind of part that are assumed where the file tells none. [W/(m2 K)]"""
_KNOWN = {
    "measured": "Measured by {who}, {day}, ± {share}.",
    "documented": "Documented by {who}, {day}, ± {share}.",
    "assumed": "Assumed for this building by {who}, {day}, ± {share}.",
}
_KNOWN_SHORT = {
    "measured": "U-value measured",
    "documented": "U-value documented",
    "assumed": "U-value assumed by us",
}
_FINE = 0.1  # conductivity below which a third decimal matters. [W/(m K)]
_WHOLE = 30.0  # thickness from which tenths do not matter. [mm]


def thermal_group(
    model: BuildingModel, row: int, usual: Usual, known: Sequence[KnownValue] = ()
) -> Group:
    """U-value with its source, surroundings and area; no lines outside the envelope.

    usual : asked only where the file tells no U-value.
    known : values that stand in the model's envelope in place of the file's.
    """
    envelope = model.envelope
    if envelope is None:
        return NOTHING
    parts = [i for i, element in enumerate(envelope.element) if element == row]
    if not parts:
        return NOTHING
    part = max(parts, key=lambda i: float(envelope.area[i]))
    u_value, source = _u_value(envelope, part, usual, known)
    lines = [
        u_value,
        *_g_value(envelope, part),
        *_surroundings(envelope, parts),
        Line(
            tr("Area in the envelope"),
            numbers.quantity(float(sum(envelope.area[i] for i in parts)), "m²", 1),
        ),
    ]
    return Group(tr("Thermal"), tuple(lines), source)


def known_u_values(model: BuildingModel | None) -> dict[int, str]:
    """Row of each element whose U-value somebody has entered, and in words how it is known."""
    envelope = model.envelope if model is not None else None
    if envelope is None:
        return {}
    return {
        int(element): tr(_KNOWN_SHORT[source])
        for element, source in zip(envelope.element, envelope.u_source, strict=True)
        if source in KINDS
    }


def layer_group(model: BuildingModel, row: int) -> Group:
    """Layers with thickness and conductivity where known, else as the file has them."""
    construction = _construction(model.envelope, row)
    if construction is None:
        lines = tuple(
            Line(layer.name or tr("Layer"), _thickness(layer.thickness))
            for layer in model.details[row].layers
        )
        return Group(tr("Material layers"), lines)
    lines = tuple(_layer(layer) for layer in construction.layers)
    order = tr("From inside to outside.") if construction.is_ordered else ""
    meaning = tr("λ in W/(mK), R in m²K/W; ~ marks usual values of the material.")
    return Group(tr("Material layers"), lines, f"{order} {meaning}".strip())


def _u_value(
    envelope: Envelope, part: int, usual: Usual, known: Sequence[KnownValue]
) -> tuple[Line, str]:
    """The line of the U-value, and the sentence on where it is from."""
    name = tr("U-value, W/(m²K)")
    told = float(envelope.u_value[part])
    if math.isfinite(told):
        origin = envelope.u_origin[part] if envelope.u_origin else ""
        if envelope.u_source[part] in KINDS:
            return Line(name, numbers.number(told, 2)), _known(known[int(origin)])
        return Line(name, numbers.number(told, 2)), _origin(envelope.u_source[part], origin)
    assumed = usual().get(envelope.kind[part])
    if assumed is None:
        return Line(name, tr("No data"), "secondary"), ""
    span = numbers.span(assumed.low, assumed.high, 2)
    value = f"{numbers.estimate(assumed.value, 2)} ({span})"
    source = tr("Assumed by the construction year.")
    return Line(name, value, "secondary"), f"{source} {source_text(assumed.source)}"


def _known(value: KnownValue) -> str:
    share = numbers.percent(value.uncertainty)
    text = _KNOWN[value.kind]
    told = tr(text, who=value.who, day=numbers.day(value.when), share=share)
    return f"{told} {value.note}".strip()


def _origin(u_source: str, origin: str) -> str:
    if u_source != "layers":
        return tr("U-value from the file's properties: {origin}.", origin=origin or "IFC")
    if origin.endswith("approximated"):
        return tr("U-value computed from layers, ISO 6946, with a usual share of studs.")
    return tr("U-value computed from layers, ISO 6946.")


def _g_value(envelope: Envelope, part: int) -> list[Line]:
    g_value = float(envelope.g_value[part])
    if not math.isfinite(g_value):
        return []
    return [Line(tr("g-value"), numbers.number(g_value, 2))]


def _surroundings(envelope: Envelope, parts: list[int]) -> list[Line]:
    if not envelope.adjacency:
        return []
    found = dict.fromkeys(envelope.adjacency[i] for i in parts)
    words = [tr(SURROUNDINGS.get(one, one)) for one in found]
    return [Line(tr("Faces"), ", ".join(words))]


def _construction(envelope: Envelope | None, row: int) -> Construction | None:
    """Layers of the element as an outer part or as a part inside."""
    if envelope is None:
        return None
    tables = [(envelope.element, envelope.construction)]
    if envelope.internal is not None:
        tables.append((envelope.internal.element, envelope.internal.construction))
    for elements, numbers_of in tables:
        if numbers_of is None:
            continue
        for element, number in zip(elements, numbers_of, strict=True):
            if element == row and number >= 0:
                return envelope.constructions[int(number)]
    return None


def _layer(layer: ConstructionLayer) -> Line:
    return Line(layer.name or tr("Layer"), f"{_thickness(layer.thickness)}{_heat(layer)}")


def _heat(layer: ConstructionLayer) -> str:
    """Conductivity of one material, resistance of a layer of several or of air, else ""."""
    if layer.source in ("air", "approximated"):
        return f" · R ~{numbers.number(layer.resistance, 2)}"
    if not math.isfinite(layer.conductivity):
        return ""
    sign = "" if layer.source == "file" else "~"
    decimals = 3 if layer.conductivity < _FINE else 2
    return f" · λ {sign}{numbers.number(layer.conductivity, decimals)}"


def _thickness(metres: float) -> str:
    millimetres = round(metres * 1000, 1) if math.isfinite(metres) else math.nan
    is_whole = millimetres >= _WHOLE or millimetres % 1 == 0
    return numbers.quantity(millimetres, "mm", 0 if is_whole else 1)
