"""What a measure of the catalogue must keep to: the limits and units that proposals keep to."""

import math
from collections.abc import Iterator

from twin.model.catalogue import CatalogueMeasure, Parameter
from twin.model.classification import CATEGORIES
from twin.model.effect_kind import EFFECT_KINDS
from twin.model.proposal import Effect, OfferedMeasure, Range, Selector

COST_BASES = ("area", "count", "floor_area", "power", "capacity", "length", "building")
MEASURE_TYPES = ("replacement", "modification", "addition", "removal", "service")
KINDS = ("wall", "window", "door", "roof", "floor")
ADJACENCIES = ("outside", "ground", "unheated")
HEAT_SOURCES = ("air", "exhaust_air", "ground", "water")
OF_SURFACES = ("u_value", "g_value", "added_resistance")
LONGEST_LIFE = 100.0


def faults(measure: CatalogueMeasure) -> list[str]:
    """Everything that is wrong with a measure, in English; empty where nothing is."""
    return [*_of_measure(measure.measure), *_of_entry(measure)]


def is_claimed(kind: str) -> bool:
    """Whether nothing here recomputes an effect; False for unknown ones."""
    return kind in EFFECT_KINDS and EFFECT_KINDS[kind].is_claimed


def parameter_value(measure: OfferedMeasure, target: str) -> float:
    """What a parameter would replace; NaN if the measure has no such thing."""
    if target in ("unit_cost", "fixed_cost"):
        return getattr(measure, target).value
    if target == "service_life":
        return measure.service_life
    kind, _, what = target.partition(".")
    for effect in measure.effects:
        if effect.kind == kind:
            return effect.share if what == "share" else effect.value.value
    return math.nan


def _of_measure(measure: OfferedMeasure) -> Iterator[str]:
    if measure.cost_basis not in COST_BASES:
        yield f"cost.per is {measure.cost_basis}"
    if measure.measure_type not in MEASURE_TYPES:
        yield f"measure_type is {measure.measure_type}"
    if not 0 < measure.service_life <= LONGEST_LIFE:
        yield f"life.years is {measure.service_life}"
    yield from _of_effects(measure)
    for name in ("unit_cost", "fixed_cost", "embodied_carbon"):
        yield from _of_cost(name, getattr(measure, name))
    yield from _of_range("cost.running", measure.running_cost)
    yield from _of_selector(measure.selector)
    if not 0 <= measure.disturbance.closed_share <= 1 or measure.disturbance.weeks < 0:
        yield "disturbance is impossible"


def _of_effects(measure: OfferedMeasure) -> Iterator[str]:
    if not measure.effects:
        yield "no effect"
    for effect in measure.effects:
        yield from _of_effect(effect)
    if any(e.kind in OF_SURFACES for e in measure.effects) and not measure.selector.kinds:
        yield "target.kinds does not say which parts get new values"


def _of_effect(effect: Effect) -> Iterator[str]:
    kind = EFFECT_KINDS.get(effect.kind)
    if kind is None:
        yield f"effect {effect.kind} is unknown"
        return
    if effect.unit not in kind.units:
        yield f"unit of {effect.kind} is {effect.unit}"
    if not kind.lowest <= effect.value.low or not effect.value.high <= kind.highest:
        yield f"{effect.kind} is outside {kind.lowest:g} to {kind.highest:g}"
    if effect.is_claimed != kind.is_claimed:
        yield f"{effect.kind} is a claim or is none"
    if not 0 < effect.share <= 1 or effect.source_of_heat not in HEAT_SOURCES:
        yield f"share or source_of_heat of {effect.kind} is impossible"
    yield from _of_range(effect.kind, effect.value)


def _of_range(name: str, value: Range) -> Iterator[str]:
    if not value.low <= value.value <= value.high:
        yield f"{name} is not low <= value <= high"


def _of_cost(name: str, value: Range) -> Iterator[str]:
    yield from _of_range(name, value)
    if value.low < 0:
        yield f"{name} is below 0"


def _of_selector(selector: Selector) -> Iterator[str]:
    for name, known in (
        ("kinds", KINDS), ("adjacency", ADJACENCIES), ("categories", tuple(CATEGORIES)),
    ):  # fmt: skip
        for value in getattr(selector, name):
            if value not in known:
                yield f"target.{name} has {value}"
    if selector.global_ids:
        yield "target.global_ids cannot go to another portfolio"


def _of_entry(measure: CatalogueMeasure) -> Iterator[str]:
    for text in (measure.title, measure.description):
        if not text.strip():
            yield "title or description is empty"
    for parameter in measure.parameters:
        yield from _of_parameter(parameter, measure.measure)
    yield from _of_cost("renewal.cost", measure.renewal_cost)
    if measure.renewal_part and not measure.renewal_cost.value > 0:
        yield "renewal.cost is missing"
    if measure.renewal_part and not measure.maintenance_account:
        yield "accounts.maintenance is missing"
    if not 0 <= measure.reduces_maintenance <= 1:
        yield "renewal.reduces_maintenance is outside 0 to 1"
    if not all(source.strip() for source in measure.sources.values()):
        yield "a source is empty"


def _of_parameter(parameter: Parameter, measure: OfferedMeasure) -> Iterator[str]:
    yield from _of_range(f"parameter {parameter.name}", parameter.value)
    now = parameter_value(measure, parameter.target)
    if math.isnan(now) or now != parameter.value.value:
        yield f"parameter {parameter.name} does not begin at the value of {parameter.target}"
    kind = EFFECT_KINDS.get(parameter.target)
    if kind is not None and not (
        kind.lowest <= parameter.value.low and parameter.value.high <= kind.highest
    ):
        yield f"parameter {parameter.name} leaves the limits of {parameter.target}"
