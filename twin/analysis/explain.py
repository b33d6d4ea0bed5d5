"""What a result rests on, in sentences with their sources."""

import math
from collections.abc import Sequence

from twin.analysis.assumptions import Defaults, Operation
from twin.analysis.climate import MADE
from twin.analysis.explain_envelope import about_envelope
from twin.analysis.explain_sun import about_sun
from twin.analysis.statements import valued
from twin.model.proposal import Effect, OfferedMeasure, Reach
from twin.model.scenario import Quantity, Statement
from twin.model.thermal import HeatingSystem, HourlyWeather, Sourced, ThermalZone

COMPLETED = (
    "What the weather file lacks of sun, sky, humidity and wind is that of the normal year."
)
FROST = (
    "Bergen–Florida in 2021–2025 (MET Norway): 99.6 % of the hours above −7 °C; in the normal year"
    " above −4 °C."
)
NO_EVIDENCE = "The supplier gives no evidence."

_EFFICIENCY = {
    "heat_pump": "Heat of the heat pump in a year: {value} of its electricity.",
    "electric_direct": "Efficiency of the panel heaters: {value}.",
    "electric_boiler": "Efficiency of the electric boiler and its pipes: {value}.",
    "district_heat": "Efficiency of the district heating and its pipes: {value}.",
    "substation": "Efficiency of the new district heating substation: {value}.",
}
_PRICE = {
    "electricity": "Price of electricity: {value}.",
    "district heat": "Price of district heat: {value}.",
    "biofuel": "Price of biofuel: {value}.",
    "oil": "Price of oil: {value}.",
    "gas": "Price of gas: {value}.",
}
_SHARE = {
    "school": "{share} of the heated floor area is calculated as a school.",
    "kindergarten": "{share} of the heated floor area is calculated as a kindergarten.",
    "sports": "{share} of the heated floor area is calculated as a sports hall.",
    "culture": "{share} of the heated floor area is calculated as a building for culture.",
    "nursing_home": "{share} of the heated floor area is calculated as a nursing home.",
    "office": "{share} of the heated floor area is calculated as offices.",
}
_OTHER_SHARE = "{share} of the heated floor area is calculated with another use."
_DIVIDING = "Heat passes between the uses through {area} of walls and decks."
_APART = (
    "Savings with their spread are drawn without this heat, before and after alike; this changes"
    " them by less than 0.5 %."
)
USES_SOURCE = "The names of the rooms in the model."
ALWAYS_PRICED = ("electricity", "district heat")  # their prices follow each other
_CLAIM = {
    "man_hours": "{measure}: working hours change by {value} per year, as claimed.",
    "claimed_saving": "{measure}: {value} of delivered energy saved, as claimed.",
    "ageing_factor": "{measure}: parts age {value} times as fast, as claimed.",
    "condition_knowledge": "{measure}: the condition of {value} of the parts gets known, as"
    " claimed.",
    "risk_factor": "{measure}: risk {value} times that of today, as claimed.",
    "failure_factor": "{measure}: failures {value} times those of today, as claimed.",
    "response_time": "{measure}: the time from report to repair changes by {value}, as claimed.",
    "comfort_hours": "{measure}: hours outside the agreed comfort change by {value} per year, as"
    " claimed.",
    "stormwater": "{measure}: run-off to the drains changes by {value} per year, as claimed.",
    "running_cost": "{measure}: yearly costs other than energy change by {value}, as claimed.",
}
_CLAIM_UNIT = {
    "claimed_saving": "%", "condition_knowledge": "%", "response_time": "h", "stormwater": "m³",
    "running_cost": "NOK",
}  # fmt: skip
_IN_PERCENT = ("condition_knowledge",)
_PER_QUANTITY = ("man_hours", "running_cost", "stormwater")
"""Claims that are stated per unit of the quantity."""


def assumptions(
    zone: ThermalZone, weather: HourlyWeather, defaults: Defaults, overlaps: int = 0
) -> tuple[Statement, ...]:
    """Every value a result rests on that nobody measured, with its spread and source."""
    found = [
        *about_weather(weather),
        *_coldest(weather),
        _use(defaults.operations[zone.category]),
        *_uses(zone),
        *about_envelope(zone),
        *about_sun(zone, weather, defaults),
        *_air(zone),
        valued("Thermal bridges, per heated floor area: {value}.", zone.thermal_bridge, "W/(m²K)"),
        valued("Heated floor area: {value}.", zone.floor_area, "m²"),
        valued("Heated volume: {value}.", zone.volume, "m³"),
        *(_efficiency(system) for system in zone.heating),
        *(_price(carrier, defaults.prices[carrier]) for carrier in _carriers(zone, defaults)),
        _discounting(defaults),
        Statement("Heat pumps heat rooms and supply air, not hot water."),
    ]
    if overlaps:
        text = (
            "Elements with a new U-value from more than one measure: {count}. The later one"
            " counts, and all are paid for."
        )
        found.append(Statement(text, {"count": overlaps}))
    return tuple(found)


def _uses(zone: ThermalZone) -> tuple[Statement, ...]:
    """Zones of a building that has several uses, and what lies between them."""
    found = tuple(
        Statement(
            _SHARE.get(use.category, _OTHER_SHARE),
            {"share": Quantity(100 * use.share, "%")},
            USES_SOURCE,
        )
        for use in zone.uses
    )
    area = zone.dividing
    if not zone.uses or not area.value > 0:
        return found
    size = Quantity(round(area.value), "m²", round(area.low), round(area.high))
    return (*found, Statement(_DIVIDING, {"area": size}, area.source), Statement(_APART))


def about_weather(weather: HourlyWeather) -> tuple[Statement, ...]:
    """Which year it is, and what of it is not its own."""
    text = (
        "The weather is the normal year of {name}."
        if _is_normal(weather)
        else "The weather is that of {name}."
    )
    found = [Statement(text, {"name": weather.name}, weather.source)]
    if any(finding.code == "weather-completed" for finding in weather.findings):
        found.append(Statement(COMPLETED))
    return tuple(found)


def _is_normal(weather: HourlyWeather) -> bool:
    """Whether the year was made from normals."""
    return not weather.year and weather.origin.get("temperature", MADE) == MADE


def _coldest(weather: HourlyWeather) -> tuple[Statement, ...]:
    """What a made year lacks of frost."""
    if not _is_normal(weather):
        return ()
    text = (
        "The coldest hour of this year has {coldest}. Real winters are colder at times, so the"
        " highest power is rather too low; yearly energy is not touched by it."
    )
    coldest = Quantity(round(float(weather.temperature.min()), 1), "°C")
    return (Statement(text, {"coldest": coldest}, FROST),)


def claims(steps: Sequence[tuple[OfferedMeasure, Reach]]) -> tuple[Statement, ...]:
    """What suppliers say and no calculation here confirms."""
    found: list[Statement] = []
    for measure, reached in steps:
        own = [e for e in measure.effects if e.is_claimed]
        found += [_claim(measure, effect, reached.quantity) for effect in own]
        carbon = measure.embodied_carbon
        if carbon.value > 0:
            tonnes = Quantity(carbon.value * reached.quantity / 1000, "tCO₂e")
            found.append(
                Statement(
                    "{measure}: {value} to make and install, as stated.",
                    {"measure": measure.title, "value": tonnes},
                    carbon.source,
                )
            )
    return tuple(found)


def _claim(measure: OfferedMeasure, effect: Effect, quantity: float) -> Statement:
    times = quantity if effect.kind in _PER_QUANTITY else 1.0
    times = 100.0 if effect.kind in _IN_PERCENT else times
    claimed = (times * v for v in (effect.value.value, effect.value.low, effect.value.high))
    central, low, high = claimed
    value = Quantity(central, _CLAIM_UNIT.get(effect.kind, ""), low, high)
    source = effect.value.source or effect.evidence or NO_EVIDENCE
    return Statement(_CLAIM[effect.kind], {"measure": measure.title, "value": value}, source)


def _use(operation: Operation) -> Statement:
    return Statement(
        "The building is in use {hours} hours a day, {days} days a week, {weeks} weeks a year.",
        {
            "hours": operation.hours_per_day,
            "days": operation.days_per_week,
            "weeks": operation.weeks_per_year,
        },
        operation.source,
    )


def _air(zone: ThermalZone) -> tuple[Statement, ...]:
    return (
        valued("Air leakage at 50 Pa: {value} air changes per hour.", zone.n50, ""),
        valued("Heat recovery of the ventilation: {value}.", zone.heat_recovery, "%"),
        valued("Specific fan power: {value}.", zone.specific_fan_power, "kW/(m³/s)"),
        *_known_airflow(zone),
    )


def _known_airflow(zone: ThermalZone) -> tuple[Statement, ...]:
    """Supply air that somebody knows; it says nothing of the standard."""
    if not math.isfinite(zone.airflow.value):
        return ()
    text = (
        "Supply air in use: {value}. It counts in the actual operation and against the meters, not"
        " in the standard operation."
    )
    return (valued(text, zone.airflow, "m³/(h m²)"),)


def _efficiency(system: HeatingSystem) -> Statement:
    known = "substation" if system.source == "substation" else system.name
    text = _EFFICIENCY.get(known, "Efficiency of the heating: {value}.")
    return valued(text, system.efficiency, "%")


def _carriers(zone: ThermalZone, defaults: Defaults) -> list[str]:
    """Electricity and district heat, and the fuels that heat the building."""
    used = {*ALWAYS_PRICED, *(system.carrier for system in zone.heating)}
    return [carrier for carrier in defaults.prices if carrier in used]


def _price(carrier: str, price: Sourced) -> Statement:
    return valued(_PRICE.get(carrier, "Price of other energy: {value}."), price, "NOK/kWh")


def _discounting(defaults: Defaults) -> Statement:
    rate, period = (defaults.values[f"economics.{n}"] for n in ("discount_rate", "period"))
    text = "Real discount rate: {value}, over {period} years."
    return valued(text, rate, "%", period=round(period.value))
