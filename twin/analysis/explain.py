"""What a result rests on, in sentences with their sources."""

from collections.abc import Sequence

from twin.analysis.assumptions import Defaults, Operation
from twin.model.proposal import Effect, OfferedMeasure, Reach
from twin.model.scenario import Quantity, Statement
from twin.model.thermal import HeatingSystem, HourlyWeather, Sourced, ThermalZone

NO_EVIDENCE = "The supplier gives no evidence."

_U_VALUE = {
    "wall": "U-value of the walls, {area}: {value}.",
    "window": "U-value of the windows, {area}: {value}.",
    "door": "U-value of the doors, {area}: {value}.",
    "roof": "U-value of the roof, {area}: {value}.",
    "floor": "U-value of the floor, {area}: {value}.",
}
_EFFICIENCY = {
    "electric_direct": "Efficiency of the panel heaters: {value}.",
    "electric_boiler": "Efficiency of the electric boiler and its pipes: {value}.",
    "district_heat": "Efficiency of the district heating and its pipes: {value}.",
}
_PRICE = {
    "electricity": "Price of electricity: {value}.",
    "district heat": "Price of district heat: {value}.",
    "biofuel": "Price of biofuel: {value}.",
    "oil": "Price of oil: {value}.",
    "gas": "Price of gas: {value}.",
}
ALWAYS_PRICED = ("electricity", "district heat")  # their prices follow each other
_CLAIM = {
    "man_hours": "{measure}: working hours change by {value} per year, as claimed.",
    "claimed_saving": "{measure}: {value} of delivered energy saved, as claimed.",
}


def assumptions(
    zone: ThermalZone, weather: HourlyWeather, defaults: Defaults, overlaps: int = 0
) -> tuple[Statement, ...]:
    """Every value a result rests on that nobody measured, with its spread and source."""
    found = [
        Statement(
            "The weather is the normal year of {name}.", {"name": weather.name}, weather.source
        ),
        _use(defaults.operations[zone.category]),
        *_surfaces(zone),
        *_air(zone),
        _valued(
            "Thermal bridges, per heated floor area: {value}.", zone.thermal_bridge, "W/(m²K)"
        ),
        _valued("Heated floor area: {value}.", zone.floor_area, "m²"),
        _valued("Heated volume: {value}.", zone.volume, "m³"),
        *(_efficiency(system) for system in zone.heating),
        *(_price(carrier, defaults.prices[carrier]) for carrier in _carriers(zone, defaults)),
        _discounting(defaults),
        Statement("Heat pumps heat rooms and supply air, not hot water."),
        Statement("Exported solar electricity earns nothing here."),
    ]
    if overlaps:
        text = (
            "Elements with a new U-value from more than one measure: {count}. The later one"
            " counts, and all are paid for."
        )
        found.append(Statement(text, {"count": overlaps}))
    return tuple(found)


def claims(steps: Sequence[tuple[OfferedMeasure, Reach]]) -> tuple[Statement, ...]:
    """What suppliers say and no calculation here confirms."""
    found: list[Statement] = []
    for measure, reached in steps:
        found += [_claim(measure, effect) for effect in measure.effects if effect.is_claimed]
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


def _claim(measure: OfferedMeasure, effect: Effect) -> Statement:
    unit = "%" if effect.kind == "claimed_saving" else ""
    value = Quantity(effect.value.value, unit, effect.value.low, effect.value.high)
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


def _surfaces(zone: ThermalZone) -> list[Statement]:
    """One sentence per kind and origin of the U-value, with the area it covers."""
    area: dict[tuple[str, Sourced], float] = {}
    for surface in zone.surfaces:
        if surface.u_value.basis == "default":
            key = surface.kind, surface.u_value
            area[key] = area.get(key, 0.0) + surface.area
    return [
        _covered(zone),
        *(
            _valued(_U_VALUE[kind], u_value, "W/(m²K)", area=Quantity(size, "m²"))
            for (kind, u_value), size in area.items()
        ),
    ]


def _covered(zone: ThermalZone) -> Statement:
    known = sum(s.area for s in zone.surfaces if s.u_value.basis == "model")
    total = sum(s.area for s in zone.surfaces)
    if not known > 0:
        return Statement("No U-value comes from a model; all are usual for the construction year.")
    share = Quantity(100 * known / total, "%")
    return Statement("U-values from the model cover {share} of the envelope.", {"share": share})


def _air(zone: ThermalZone) -> tuple[Statement, ...]:
    return (
        _valued("Air leakage at 50 Pa: {value} air changes per hour.", zone.n50, ""),
        _valued("Heat recovery of the ventilation: {value}.", zone.heat_recovery, "%"),
        _valued("Specific fan power: {value}.", zone.specific_fan_power, "kW/(m³/s)"),
    )


def _efficiency(system: HeatingSystem) -> Statement:
    text = _EFFICIENCY.get(system.name, "Efficiency of the heating: {value}.")
    return _valued(text, system.efficiency, "%")


def _carriers(zone: ThermalZone, defaults: Defaults) -> list[str]:
    """Electricity and district heat, and the fuels that heat the building."""
    used = {*ALWAYS_PRICED, *(system.carrier for system in zone.heating)}
    return [carrier for carrier in defaults.prices if carrier in used]


def _price(carrier: str, price: Sourced) -> Statement:
    return _valued(_PRICE.get(carrier, "Price of other energy: {value}."), price, "NOK/kWh")


def _discounting(defaults: Defaults) -> Statement:
    rate, period = (defaults.values[f"economics.{n}"] for n in ("discount_rate", "period"))
    text = "Real discount rate: {value}, over {period} years."
    return _valued(text, rate, "%", period=round(period.value))


def _valued(text: str, value: Sourced, unit: str, **others: int | Quantity) -> Statement:
    """A sentence on one value; shares of one are shown in percent."""
    factor = 100 if unit == "%" else 1
    numbers = (factor * number for number in (value.value, value.low, value.high))
    shown, low, high = numbers
    return Statement(text, {"value": Quantity(shown, unit, low, high), **others}, value.source)
