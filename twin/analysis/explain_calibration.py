"""Whether a result agrees with the meters, in sentences."""

from collections.abc import Mapping

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
    "ventilation": "The meters ask for an airflow at the end of its range.",
    "lighting": "The meters ask for electricity for light at the end of its range.",
    "equipment": "The meters ask for electricity for equipment at the end of its range.",
    "hot_water": "The meters ask for hot water at the end of its range.",
}
_EDGE_OTHER = "The meters ask for an input at the end of its range."


def not_calibrated(reason: Statement) -> CalibrationResult:
    """The result of a building whose inputs stay as assumed."""
    return CalibrationResult(False, (reason,))


def calibrated_result(
    fits: Fits,
    against: tuple[int, HourlyWeather, tuple[str, ...]],
    found: Calibration,
    at_edge: tuple[str, ...],
) -> CalibrationResult:
    """What was compared and how well it agrees.

    fits : per carrier, before and after.
    against : year, its weather, and names of the meters.
    at_edge : inputs whose median lies at the end of what was assumed.
    """
    year, weather, meters = against
    shown = tuple(_fit(carrier, *pair) for carrier, pair in fits.items())
    passes = all(fit.passes for fit in shown)
    said = [
        Statement(
            "Calibrated against {months} months of {year} of these meters: {meters}. The building"
            " was calculated in the weather of those months: {weather}.",
            {
                "months": min((fit.months for fit in shown), default=0),
                "year": str(year),
                "meters": ", ".join(meters),
                "weather": weather.name,
            },
        ),
        *about_weather(weather)[1:],
        *(_carrier(fit) for fit in shown),
        _verdict(passes),
        *_few(found),
        *(Statement(_EDGE.get(name, _EDGE_OTHER)) for name in at_edge),
        Statement(
            "Air, light, equipment and hot water are calibrated too; the hours of use are those of"
            " the standard."
        ),
        Statement(
            "No comfort is taken back: rooms are kept as warm after the measures as before."
        ),
    ]
    return CalibrationResult(
        True, tuple(said), year, weather.name, meters, shown, found.effective_draws
    )


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


def _few(found: Calibration) -> tuple[Statement, ...]:
    draws = round(found.effective_draws)
    if found.effective_draws >= FEW_DRAWS:
        return (Statement("The weighted draws are worth {draws} equal ones.", {"draws": draws}),)
    text = "Only {draws} draws count after weighting, so P10 and P90 are rough."
    return (Statement(text, {"draws": draws}),)
