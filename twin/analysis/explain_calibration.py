"""Whether a result agrees with the meters, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from twin.analysis.explain import about_weather
from twin.analysis.meters.fit_quality import Agreement
from twin.analysis.meters.posterior import Calibration
from twin.model.scenario import CalibrationResult, CarrierFit, Quantity, Statement
from twin.model.thermal import HourlyWeather

GUIDELINE = (
    "ASHRAE Guideline 14-2002, 5.3.2.4 f, kept in 2014: monthly CV(RMSE) up to 15 %, NMBE up to"
    " 5 %."
)
FEW_DRAWS = 100.0
MOST_MISSED = 0.1
"""A year that the model of all years misses by more, as share of what was read, is told."""
Fits = Mapping[str, tuple[Agreement, Agreement]]

_CARRIER = {
    "electricity": "Electricity: the model missed the months by {cv_before} (CV(RMSE)) and "
    "{bias_before} (NMBE); calibrated by {cv} and {bias}.",
    "district heat": "District heat: the model missed the months by {cv_before} (CV(RMSE)) and "
    "{bias_before} (NMBE); calibrated by {cv} and {bias}.",
}
_OTHER = (
    "Other energy: the model missed the months by {cv_before} (CV(RMSE)) and {bias_before} "
    "(NMBE); calibrated by {cv} and {bias}."
)
_IN_OWN_WEATHER = (
    "Calibrated against {months} months of {year} of these meters: {meters}. The building"
    " was calculated in the weather of those months: {weather}."
)
_IN_NORMAL_YEAR = (
    "Calibrated against {months} months of {year} of these meters: {meters}. Their weather is not"
    " known, so the building was calculated in a normal year: {weather}. A cold or mild year is"
    " taken for the building's own, and the ranges are wider for it. Import hourly weather of"
    " those years."
)
_IN_STANDARD_USE = (
    "Air, light, equipment and hot water are calibrated too; the hours of use are those of"
    " the standard."
)
_IN_ACTUAL_USE = (
    "The building was calculated in its actual operation, in the calendar of each year; what that"
    " leaves open of air, light, equipment and hot water is calibrated too."
)
_EDGE = {
    "u_opaque": "The meters ask for U-values of walls, roofs and floors at the end of their"
    " range.",
    "u_light": "The meters ask for U-values of windows and doors at the end of their range.",
    "n50": "The meters ask for an air leakage at the end of its range.",
    "heat_recovery": "The meters ask for a heat recovery at the end of its range.",
    "fan_power": "The meters ask for a fan power at the end of its range.",
    "heat_capacity": "The meters ask for a heat capacity at the end of its range.",
    "thermal_bridge": "The meters ask for thermal bridges at the end of their range.",
    "floor_area": "The meters ask for a floor area at the end of its range.",
    "efficiency": "The meters ask for an efficiency of the heating at the end of its range.",
    "infiltration_factor": "The meters ask for a share of leaking air at the end of its range.",
    "indoor_offset": "The meters ask for an indoor temperature at the end of its range.",
    "ground_conductivity": "The meters ask for a conductivity of the ground at the end of its"
    " range.",
    "blinds": "The meters ask for automatic solar shading at the end of its range.",
    "ventilation": "The meters ask for an airflow at the end of its range.",
    "lighting": "The meters ask for electricity for light at the end of its range.",
    "equipment": "The meters ask for electricity for equipment at the end of its range.",
    "hot_water": "The meters ask for hot water at the end of its range.",
}
_EDGE_OTHER = "The meters ask for an input at the end of its range."


def not_calibrated(reason: Statement) -> CalibrationResult:
    """The result of a building whose inputs stay as assumed."""
    return CalibrationResult(False, (reason,))


@dataclass(frozen=True, slots=True, eq=False)
class Against:
    """What a building was compared with.

    years : oldest first.  weather : of each year, or one normal year for all.
    meters : their names.
    in_actual_use : whether an operation of its own was told.
    missed : what the calibrated model misses of all energy of each year, as share of it.
    """

    years: tuple[int, ...]
    weather: tuple[HourlyWeather, ...]
    meters: tuple[str, ...]
    in_own_weather: bool
    in_actual_use: bool
    missed: Mapping[int, float]


def calibrated_result(
    fits: Fits, against: Against, found: Calibration, at_edge: tuple[str, ...]
) -> CalibrationResult:
    """What was compared and how well it agrees.

    fits : per carrier, before and after.
    at_edge : inputs whose median lies at the end of what was assumed.
    """
    shown = tuple(_fit(carrier, *pair) for carrier, pair in fits.items())
    passes = against.in_own_weather and all(fit.passes for fit in shown)
    said = [
        _compared(shown, against),
        *about_weather(against.weather[-1])[1:],
        *(_carrier(fit) for fit in shown),
        _verdict(passes) if against.in_own_weather else _no_verdict(),
        *(_missed(year, share) for year, share in _drifting(against.missed).items()),
        *_few(found),
        *(Statement(_EDGE.get(name, _EDGE_OTHER)) for name in at_edge),
        Statement(_IN_ACTUAL_USE if against.in_actual_use else _IN_STANDARD_USE),
        Statement(
            "No comfort is taken back: rooms are kept as warm after the measures as before."
        ),
    ]
    return CalibrationResult(
        True,
        tuple(said),
        against.years[-1],
        against.weather[-1].name,
        against.meters,
        shown,
        found.effective_draws,
        against.years,
        against.in_own_weather,
        "actual" if against.in_actual_use else "standard",
    )


def _compared(fits: tuple[CarrierFit, ...], against: Against) -> Statement:
    values = {
        "months": min((fit.months for fit in fits), default=0),
        "year": ", ".join(map(str, against.years)),
        "meters": ", ".join(against.meters),
        "weather": ", ".join(dict.fromkeys(w.name for w in against.weather)),
    }
    return Statement(_IN_OWN_WEATHER if against.in_own_weather else _IN_NORMAL_YEAR, values)


def _drifting(missed: Mapping[int, float]) -> dict[int, float]:
    """Years that the one model misses by much, where there are several."""
    if len(missed) < 2:
        return {}
    return {year: share for year, share in missed.items() if abs(share) > MOST_MISSED}


def _missed(year: int, share: float) -> Statement:
    text = (
        "{year}: the meters counted {share} more than the model that fits all years. Something may"
        " have changed between them: building, use or meters."
        if share > 0
        else "{year}: the meters counted {share} less than the model that fits all years."
        " Something may have changed between them: building, use or meters."
    )
    return Statement(text, {"year": str(year), "share": Quantity(round(100 * abs(share), 1), "%")})


def _fit(carrier: str, before: Agreement, after: Agreement) -> CarrierFit:
    return CarrierFit(
        carrier,
        after.n_periods,
        (before.cv_rmse, after.cv_rmse),
        (before.nmbe, after.nmbe),
        bool(after.passes),
    )


def _carrier(fit: CarrierFit) -> Statement:
    numbers = {
        "cv_before": fit.cv_rmse[0],
        "bias_before": fit.nmbe[0],
        "cv": fit.cv_rmse[1],
        "bias": fit.nmbe[1],
    }
    values = {name: Quantity(round(100 * value, 1), "%") for name, value in numbers.items()}
    return Statement(_CARRIER.get(fit.carrier, _OTHER), values)


def _verdict(passes: bool) -> Statement:
    text = (
        "That is as near as ASHRAE Guideline 14 asks of a calibrated model."
        if passes
        else "ASHRAE Guideline 14 accepts no calibrated model that far off; the savings are"
        " doubtful. Check hours of use, floor area and what else the meters serve."
    )
    return Statement(text, source=GUIDELINE)


def _no_verdict() -> Statement:
    text = "ASHRAE Guideline 14 asks for the weather of the readings, so it is no judge here."
    return Statement(text, source=GUIDELINE)


def _few(found: Calibration) -> tuple[Statement, ...]:
    draws = round(found.effective_draws)
    if found.effective_draws >= FEW_DRAWS:
        return (Statement("The weighted draws are worth {draws} equal ones.", {"draws": draws}),)
    text = "Only {draws} draws count after weighting, so P10 and P90 are rough."
    return (Statement(text, {"draws": draws}),)
