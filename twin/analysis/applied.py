"""The measures of a scenario on one building: which apply, and the zone after them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.calibrated_zone import Calibrated
from twin.analysis.draws import Draw, drawn
from twin.analysis.effects import Change, apply
from twin.analysis.measure_effects.renewal import Renewals
from twin.analysis.panels.result import QUANTILE, performing
from twin.analysis.sketching.massing import Massed, with_massing
from twin.analysis.sketching.offers import (
    cut_to_fields,
    drawn_measure,
    drawn_part,
    drawn_reach,
    massing_reach,
)
from twin.analysis.sketching.products import covered_area, placed_measure, placed_reach
from twin.analysis.sketching.site import EMPTY, site_of
from twin.analysis.sketching.storeys import massed_of, parts_of
from twin.analysis.splitting import split
from twin.analysis.targets import reach
from twin.model.building import Building, BuildingModel
from twin.model.choice import Choice
from twin.model.condition import Assessment
from twin.model.proposal import Effect, OfferedMeasure, Proposal, Reach, Selector
from twin.model.scenario import Scenario
from twin.model.thermal import HourlyWeather, ThermalZone

IN_STEPS = ("night_setback", "ventilation_hours")
"""Effects that change the hours of use: zones of the same hours run side by side, so these are
drawn in `STEPS` equally likely values instead of any."""
STEPS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A building with everything a scenario needs to know of it.

    zone : today, from `zones.zone_from_model` or `zones.zone_from_archetype`.
    calibrated : what its meters say, None where nobody asked.
    renewals : what plain renewal of worn parts costs; None where that is not looked at.
    """

    building: Building
    model: BuildingModel | None
    assessments: Sequence[Assessment]
    zone: ThermalZone
    weather: HourlyWeather
    defaults: Defaults
    calibrated: Calibrated | None = None
    renewals: Renewals | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One measure that applies.

    surfaces : rows of the cut zone it touches.  massed : what was drawn as storeys for it.
    """

    measure: OfferedMeasure
    reach: Reach
    surfaces: frozenset[int]
    massed: tuple[Massed, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """All measures of a scenario in one building.

    reaches : of the measures of the proposals, then of the choices, also those that do not apply.
    zone : today, cut so that each measure touches whole surfaces.
    steps : measures that apply, in their order.
    """

    reaches: tuple[Reach, ...]
    zone: ThermalZone
    steps: tuple[Step, ...]

    @classmethod
    def of(cls, scenario: Scenario, case: Case) -> "Package":
        """Find out what the measures of `scenario` touch; raises as `targets.reach`."""
        choices = [choice for choice in scenario.choices if choice.is_on]
        offers = [*scenario.proposals, *(_offer(choice, case) for choice in choices)]
        measures = [measure for offer in offers for measure in offer.measures]
        reaches = [
            found
            for offer in offers
            for found in reach(offer, case.building, case.model, case.assessments, case.zone)
        ]
        chosen = [*([None] * (len(measures) - len(choices))), *choices]
        massed = [_massed(choice, case) for choice in chosen]
        reaches = [
            _as_drawn(c, massing_reach(c, r, m, case.zone), case) if c else r
            for c, r, m in zip(chosen, reaches, massed, strict=True)
        ]
        applying = [(m, r) for m, r in zip(measures, reaches, strict=True) if not r.reason]
        envelope = case.model.envelope if case.model else None
        zone, touched = split(case.zone, applying, envelope)
        areas = [drawn_part(c) for c, r in zip(chosen, reaches, strict=True) if not r.reason]
        zone, touched = cut_to_fields(zone, touched, areas)
        built = [m for m, r in zip(massed, reaches, strict=True) if not r.reason]
        steps = tuple(
            Step(m, r, t, b) for (m, r), t, b in zip(applying, touched, built, strict=True)
        )
        return cls(tuple(reaches), zone, steps)

    def applied(
        self, zone: ThermalZone, draw: Draw | None = None, which: Collection[int] | None = None
    ) -> ThermalZone:
        """Zone after the measures, with central values or those of a draw.

        Parameters
        ----------
        zone : `self.zone`, or one possible set of its values.
        which : places of the steps that are applied, None for all; always in their order.
        """
        for row, step in enumerate(self.steps):
            if which is not None and row not in which:
                continue
            for place, effect in enumerate(step.measure.effects):
                value = _value(effect, draw, drawn_name(row, place))
                zone = apply(zone, Change(effect, step.surfaces, value))
            for massed in step.massed:
                zone = with_massing(zone, massed)
        return performing(zone, draw[QUANTILE] if draw and QUANTILE in draw else None)


def drawn_name(row: int, what: str | int) -> str:
    """Name of something uncertain of the step `row`: a price, or an effect by its place."""
    return f"measure {row} {what}"


def _offer(choice: Choice, case: Case) -> Proposal:
    """A choice as an offer of one measure; what was painted stands for what a selector finds."""
    measure = drawn_measure(choice, case.zone.places)
    area = case.zone.floor_area.value
    if choice.sketch.products and area > 0:
        measure = placed_measure(measure, min(_covered(choice, case) / area, 1.0))
    if choice.elements:
        painted = Selector(kinds=measure.selector.kinds, global_ids=choice.elements)
        measure = replace(measure, selector=painted)
    return Proposal("", measure.title, choice.supplier, "", 0, (measure,), sha256=choice.origin)


def _as_drawn(choice: Choice, reached: Reach, case: Case) -> Reach:
    """What a choice touches, with the quantities of what was drawn and placed for it."""
    return placed_reach(choice, drawn_reach(choice, reached), _covered(choice, case))


def _covered(choice: Choice, case: Case) -> float:
    """Floor area that placed pieces serve. [m2]"""
    pieces, model = choice.sketch.products, case.model
    if not pieces:
        return 0.0
    site = site_of(model) if model is not None else EMPTY
    return covered_area(pieces, choice.measure.kit, site, model.storeys if model else ())


def _massed(choice: Choice | None, case: Case) -> tuple[Massed, ...]:
    """What the storeys drawn for a choice add and take, those that enclose nothing left out."""
    if choice is None or not choice.sketch.massings:
        return ()
    site = site_of(case.model) if case.model is not None else EMPTY
    found = (
        massed_of(massing, site, case.model, parts_of(case.building, case.defaults))
        for massing in choice.sketch.massings
    )
    return tuple(one for one in found if one is not None)


def _value(effect: Effect, draw: Draw | None, name: str) -> float:
    if draw is None:
        return effect.value.value
    quantile = draw[name]
    if effect.kind in IN_STEPS:
        quantile = (min(int(np.floor(quantile * STEPS)), STEPS - 1) + 0.5) / STEPS
    return drawn(effect.value, quantile)
