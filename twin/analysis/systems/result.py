"""The yearly result of a building from its needs and what was delivered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.emissions import emissions, weighted_energy
from twin.analysis.label import degree_day_correction, energy_label
from twin.analysis.operation import STANDARD
from twin.analysis.systems.cost import energy_cost
from twin.analysis.systems.delivered import Delivered
from twin.analysis.systems.needs import Needs
from twin.analysis.systems.tables import SystemTables
from twin.errors import MissingInput
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.label import Label, LabelInput, LabelScheme
from twin.model.thermal import EnergyResult

TOLERATED = 0.001  # unmet heat that rounding and one cold hour may leave
PEAK_SHARE = 0.999  # the few hours above it are the setback's, not the plant's


@dataclass(frozen=True, slots=True, eq=False)
class ResultInput:
    """What a result needs to know besides the energy.

    category : of the building, for the label.  floor_area : heated. [m2]
    outside : shape (8760,). [degree C]
    overheating_hours, cold_hours : per zone, from `comfort`.
    """

    category: str
    floor_area: float
    outside: FloatArray
    defaults: Defaults
    tables: SystemTables
    schemes: Mapping[str, LabelScheme]
    overheating_hours: Mapping[str, float] = field(default_factory=dict[str, float])
    cold_hours: Mapping[str, float] = field(default_factory=dict[str, float])


def energy_result(
    needs: Needs, delivered: Delivered, known: ResultInput, keep_hours: bool = False
) -> EnergyResult:
    """A year of one building, needs of shape (8760,).

    Cost is that of the bought energy less what exported electricity earns; what peaks cost is in
    `cost.energy_cost`. Labels are given for standard operation alone; where a scheme lacks the
    category or a weight, a finding says so.

    Raises
    ------
    MissingInput
        If a carrier has no price, emission factor or weight.
    """
    by_carrier = _plain(delivered.yearly())
    spread = energy_cost(delivered, known.defaults.prices, known.tables)
    heating = needs.room + needs.coil
    given, refused = labels(delivered, known)
    return EnergyResult(
        floor_area=known.floor_area,
        by_purpose=_by_purpose(needs),
        delivered=by_carrier,
        delivered_monthly={c: tuple(map(float, m)) for c, m in delivered.monthly().items()},
        peak_heating_kw=float(np.quantile(heating, PEAK_SHARE)) / 1000,
        cost=float(spread.central.energy - spread.central.export),
        cost_low=float(spread.low.energy - spread.low.export),
        cost_high=float(spread.high.energy - spread.high.export),
        emissions=emissions(by_carrier, known.defaults.emission_factors),
        exported=float(delivered.exported.sum()),
        operation=delivered.operation,
        climate_dependent=_plain(delivered.climate_dependent()),
        peak_kw=_plain(delivered.peaks()),
        own_use=float(delivered.own_use.sum()),
        own_use_monthly=delivered.by_month(delivered.own_use),
        exported_monthly=delivered.by_month(delivered.exported),
        overheating_hours=dict(known.overheating_hours),
        cold_hours=dict(known.cold_hours),
        unmet_heat=float(sum(delivered.heat.unmet.values())),
        weighted=weighted_energy(by_carrier, known.tables.weights),
        labels=given,
        hourly=dict(delivered.hourly) if keep_hours else {},
        findings=(*_too_small(delivered), *refused),
    )


def labels(
    delivered: Delivered, known: ResultInput
) -> tuple[tuple[Label, ...], tuple[Finding, ...]]:
    """Label of each scheme that can be given, oldest first, and why others cannot.

    Actual operation has neither, nor has what is no longer there.
    """
    if delivered.operation != STANDARD or not known.floor_area:
        return (), ()
    year = LabelInput(
        known.category,
        known.floor_area,
        _plain(delivered.yearly()),
        _plain(delivered.climate_dependent()),
        delivered.operation,
    )
    given: list[Label] = []
    refused: list[Finding] = []
    for scheme in known.schemes.values():
        try:
            correction = degree_day_correction(known.outside, scheme)
            given.append(energy_label(year, scheme, correction))
        except MissingInput as reason:  # no letter rather than a wrong one
            refused.append(_no_label(reason))
    return tuple(given), tuple(refused)


def _no_label(reason: MissingInput) -> Finding:
    return Finding(
        "no-energy-label",
        Severity.INFO,
        reason.message,
        "The building has no letter under this scheme.",
        reason.next_step,
        values={name: str(value) for name, value in reason.values.items()},
    )


def _too_small(delivered: Delivered) -> tuple[Finding, ...]:
    """Heat that nothing in the plant could give."""
    unmet, asked = (
        float(sum(part.values())) for part in (delivered.heat.unmet, delivered.heat.need)
    )
    if not unmet > TOLERATED * asked:
        return ()
    share = round(100 * unmet / asked, 1)
    return (
        Finding(
            "plant-too-small",
            Severity.WARNING,
            "The heating plant is too small for {energy} kWh a year, {share} % of the heat.",
            "That heat is neither bought nor paid for here, so the building seems to use less.",
            "Enter more power, or a peak source without limit.",
            values={"energy": round(unmet), "share": share},
        ),
    )


def _by_purpose(needs: Needs) -> dict[str, float]:
    """Net need per purpose. [kWh/year]"""
    series = {
        "space_heating": needs.room + needs.coil,
        "hot_water": needs.hot_water,
        "fans": needs.fans,
        "lighting": needs.lighting,
        "equipment": needs.equipment,
        "cooling": needs.cooling,
    }
    return {purpose: float(power.sum()) / 1000 for purpose, power in series.items()}


def _plain(values: Mapping[str, float | FloatArray]) -> dict[str, float]:
    return {name: float(value) for name, value in values.items()}
