"""Layers of walls, roofs and floors, and how well heat passes them."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from twin.ifc.elements.materials import MaterialValues
from twin.ifc.envelope.material_table import (
    INSULATION_LIMIT,
    MINERAL_WOOL,
    TIMBER,
    usual_values,
)
from twin.model.building import Construction, ConstructionLayer, MaterialLayer

SURFACE_RESISTANCE = {"wall": 0.13, "door": 0.13, "window": 0.13, "roof": 0.10, "floor": 0.17}
"""Inner surface by direction of heat flow. [m2 K/W]; ISO 6946:2017, Table 7."""
OUTER_RESISTANCE = 0.04
_THICKNESSES = (0.0, 0.005, 0.007, 0.010, 0.015, 0.025, 0.050, 0.100, 0.300)
_AIR_RESISTANCES = {
    "wall": (0.0, 0.11, 0.13, 0.15, 0.17, 0.18, 0.18, 0.18, 0.18),
    "roof": (0.0, 0.11, 0.13, 0.15, 0.16, 0.16, 0.16, 0.16, 0.16),
    "floor": (0.0, 0.11, 0.13, 0.15, 0.17, 0.19, 0.21, 0.22, 0.23),
}
"""Unventilated air layers by thickness in m. [m2 K/W]; ISO 6946:2017, Table 8."""
_AIR_DENSITY, _AIR_HEAT = 1.2, 1006.0
TIMBER_SHARE = 0.12
"""Share of timber in a stud wall or rafter layer, top and bottom plates counted (estimate)."""
_LEAST_LAYER = 0.012
"""Unknown layers thinner than this do not matter: foils, paint, tiles. [m]"""
_THINNEST_FRAME = 0.035
"""Layers of wood thinner than this are boards, whatever they are called. [m]"""

_AIR = re.compile(r"\bluft|\bair\b|hulrom|cavity|\blucht|spouw|hohlraum", re.IGNORECASE)
_VENTED = re.compile(
    r"\bluftet|utlekting|ventilated|hinterl[üu]ft|bel[üu]ftet|geventileerd", re.IGNORECASE
)
_FRAME = re.compile(
    r"stender|bindingsverk|reisverk|\bsperre|bjelke|taksperre|\bstuds?\b|\bframing|\bjoist|rafter"
    r"|dimensional lumber|timber frame|st[äa]nder|sparren|balken|stijl|gording|balklaag"
    r"|regelwerk",
    re.IGNORECASE,
)
_METAL = re.compile(r"metal|steel|stål|stahl|staal|alumin", re.IGNORECASE)
_FILLED = re.compile(r"isol|insul|ull\b|wool|d[äa]mm|batt", re.IGNORECASE)


def construction_of(
    layers: Sequence[MaterialLayer],
    kind: str,
    materials: Mapping[str, MaterialValues],
    is_inward: bool | None,
) -> Construction | None:
    """Layers with their heat properties, None without any that has a thickness.

    Parameters
    ----------
    layers : sequence of MaterialLayer
        In the order of the file.
    kind : str
        Kind of envelope part; gives the direction of heat flow.
    materials : mapping
        What the file states of each material by name.
    is_inward : bool or None
        Whether the file lists them from outside to inside; None if that is not known.
    """
    known = [one for one in layers if math.isfinite(one.thickness) and one.thickness > 0]
    if not known:
        return None
    if is_inward:
        known.reverse()
    if is_inward is not None and _is_upside_down(known, kind):
        known.reverse()
    valued = [_valued(layer, kind, materials) for layer in known]
    has_insulation = any(layer.conductivity < INSULATION_LIMIT for layer in valued)
    framed = [_framed(layer, kind, has_insulation=has_insulation) for layer in valued]
    valued = [_combined(framed, place, kind) for place in range(len(framed))]
    return Construction(tuple(valued), is_ordered=is_inward is not None or len(valued) == 1)


_INNERMOST = {
    "roof": re.compile(r"gips|gypsum|ceiling|himling|plafond|innvendig", re.IGNORECASE),
    "floor": re.compile(
        r"screed|estrich|dekvloer|påstøp|avretting|belegg|linoleum|vinyl|parkett|parquet|carpet"
        r"|teppe|teppich|tapijt|\bflis|\btiles?\b|finish|laminat",
        re.IGNORECASE,
    ),
}
_OUTERMOST = {
    "roof": re.compile(
        r"roofing|membran|bitumen|felt|epdm|papp\b|takstein|ståltak|\btiles?\b|gravel|grus|grass"
        r"|sedum|skifer|slate|zink|zinc|sink\b",
        re.IGNORECASE,
    ),
    "floor": re.compile(r"grus|pukk|gravel|hardcore|under gulv|kies|\bsand\b", re.IGNORECASE),
}


def _is_upside_down(layers: Sequence[MaterialLayer], kind: str) -> bool:
    """Whether a deck has its finish outside or its covering inside.

    Some programs list the layers of decks from the top and say that they run upwards.
    """
    if kind not in _INNERMOST or len(layers) < 2:
        return False
    inner, outer = layers[0].name, layers[-1].name
    wrong = bool(_INNERMOST[kind].search(outer)) + bool(_OUTERMOST[kind].search(inner))
    right = bool(_INNERMOST[kind].search(inner)) + bool(_OUTERMOST[kind].search(outer))
    return wrong > right


def u_value_of(construction: Construction, kind: str, adjacency: str) -> float:
    """Thermal transmittance, NaN if a layer that matters is not known. [W/(m2 K)]

    A well ventilated air layer takes part as still air before the layers inside of it.

    References
    ----------
    ISO 6946:2017, 6.7.1.1, equation (4); 6.9.4 for well ventilated layers.
    """
    inner = SURFACE_RESISTANCE[kind]
    outer = {"ground": 0.0, "unheated": inner, "heated": inner}.get(adjacency, OUTER_RESISTANCE)
    layers = construction.layers
    vented = next((i for i, one in enumerate(layers) if _VENTED.search(one.name)), len(layers))
    if construction.is_ordered and vented < len(layers):
        layers, outer = layers[:vented], inner
    total = 0.0
    for layer in layers:
        if math.isfinite(layer.resistance):
            total += layer.resistance
        elif layer.thickness >= _LEAST_LAYER:
            return math.nan
    return 1.0 / (inner + total + outer) if total > 0 else math.nan


def is_approximated(construction: Construction) -> bool:
    """Whether a layer of several materials was taken as one even layer."""
    return any(layer.source == "approximated" for layer in construction.layers)


def _valued(
    layer: MaterialLayer, kind: str, materials: Mapping[str, MaterialValues]
) -> ConstructionLayer:
    stated = materials.get(layer.name, MaterialValues())
    bare = ConstructionLayer(layer.name, layer.thickness)
    if math.isfinite(stated.conductivity):
        usual = usual_values(layer.name)
        density = stated.density if math.isfinite(stated.density) else math.nan
        heat = stated.specific_heat
        if usual is not None:
            density = density if math.isfinite(density) else usual.density
            heat = heat if math.isfinite(heat) else usual.specific_heat
        return _solid(bare, (stated.conductivity, density, heat), "file")
    if _AIR.search(layer.name) or _VENTED.search(layer.name):
        return _air_layer(bare, kind)
    usual = usual_values(layer.name)
    if usual is None:
        return bare
    density = stated.density if math.isfinite(stated.density) else usual.density
    heat = stated.specific_heat if math.isfinite(stated.specific_heat) else usual.specific_heat
    return _solid(bare, (usual.conductivity, density, heat), "table")


def _solid(
    layer: ConstructionLayer, values: tuple[float, float, float], source: str
) -> ConstructionLayer:
    conductivity, density, heat = values
    return replace(
        layer,
        conductivity=conductivity,
        density=density,
        specific_heat=heat,
        resistance=layer.thickness / conductivity,
        source=source,
    )


def _air_layer(layer: ConstructionLayer, kind: str, source: str = "air") -> ConstructionLayer:
    row = _AIR_RESISTANCES.get(kind, _AIR_RESISTANCES["wall"])
    resistance = float(np.interp(layer.thickness, _THICKNESSES, row))
    values = (layer.thickness / resistance, _AIR_DENSITY, _AIR_HEAT)
    return replace(_solid(layer, values, source), resistance=resistance)


def _framed(layer: ConstructionLayer, kind: str, *, has_insulation: bool) -> ConstructionLayer:
    """A layer of studs, joists or rafters as one even layer.

    What fills the space between them is mineral wool where the layer says so or the construction
    has no other insulation, else air. Thin metal studs in mineral wool halve its resistance;
    wood conducts beside the wool.
    """
    if layer.source == "file" or not _FRAME.search(layer.name):
        return layer
    if layer.thickness < _THINNEST_FRAME:
        return layer
    is_filled = bool(_FILLED.search(layer.name)) or not has_insulation
    if not is_filled:
        return _air_layer(layer, kind, "approximated")
    wool = MINERAL_WOOL
    if _METAL.search(layer.name):
        values = (2 * wool.conductivity, wool.density, wool.specific_heat)
        return _solid(layer, values, "approximated")
    density = _mixed(TIMBER.density, wool.density)
    capacity = _mixed(TIMBER.density * TIMBER.specific_heat, wool.density * wool.specific_heat)
    conductivity = _mixed(TIMBER.conductivity, wool.conductivity)
    return _solid(layer, (conductivity, density, capacity / density), "approximated")


def _mixed(timber: float, wool: float) -> float:
    return TIMBER_SHARE * timber + (1 - TIMBER_SHARE) * wool


def _combined(layers: Sequence[ConstructionLayer], place: int, kind: str) -> ConstructionLayer:
    """A layer of wood and wool with the mean of the upper and lower bound of its resistance.

    References
    ----------
    ISO 6946:2017, 6.7.2: heat that flows straight through all layers, and heat that spreads
    evenly in each.
    """
    layer = layers[place]
    side_by_side = _mixed(TIMBER.conductivity, MINERAL_WOOL.conductivity)
    if layer.source != "approximated" or layer.conductivity != side_by_side:
        return layer
    others = sum(
        one.resistance for i, one in enumerate(layers) if i != place and one.resistance > 0
    )
    others += SURFACE_RESISTANCE[kind] + OUTER_RESISTANCE
    through_timber = others + layer.thickness / TIMBER.conductivity
    through_wool = others + layer.thickness / MINERAL_WOOL.conductivity
    upper = 1 / _mixed(1 / through_timber, 1 / through_wool)
    resistance = (upper + others + layer.resistance) / 2 - others
    return replace(layer, resistance=resistance, conductivity=layer.thickness / resistance)
