"""What the calculation of measures rests on, in sentences."""

from collections.abc import Sequence

from twin.analysis.assumptions import Defaults
from twin.analysis.statements import valued
from twin.model.proposal import Effect, OfferedMeasure
from twin.model.scenario import Quantity, Spread, Statement

WORN = (
    "Worn is TG2 or TG3 (NS 3424:2012), or a life that ends within 10 years; prices of the"
    " catalogue of measures."
)
GONE = (
    "The building is given up: nothing is used in it any more. What its users need somewhere else"
    " is not counted here and has to be decided beside it."
)
SMALLER = (
    "{share} of the building stays in use, with that share of its walls, roof and windows. What"
    " those who move need somewhere else is not counted here."
)
PUMP = (
    "The heat pump follows the outdoor and the water temperature hour by hour, at the level at"
    " which it gives its seasonal COP over the heating season with water of {supply}. What it"
    " cannot give comes from the heating there is."
)
EXHAUST = (
    "What the exhaust air carries limits the heat pump, taken as the mean of the year after heat"
    " recovery."
)
WATER = "Water of the heating today on the coldest day: {value}. Colder water loses less in pipes."
BATTERY = (
    "The battery keeps solar electricity first, then cuts the highest hour of each month. It knows"
    " the hours of the month beforehand, so real peaks are cut somewhat less."
)
STORE = (
    "The heat store evens out what the plant makes as far as its capacity goes, knowing the hours"
    " to come; a real one does somewhat less."
)
CONTROL = "Losses of control and emission today: {value} of the heat."
FLUSHED = "Night air cools from May to September, 22 to 6 o'clock, without fans."
ANYWAY = (
    "{value} of the investment is what plain renewal of worn parts would cost anyway. It is"
    " maintenance; only the rest counts against energy."
)
EN_14825 = "EN 14825:2018, hours weighted by their heat; the course over the lift as in Staffell."


def about_measures(
    measures: Sequence[OfferedMeasure], defaults: Defaults
) -> tuple[Statement, ...]:
    """One sentence for each way of calculation that the measures need, each once."""
    found: dict[str, Statement] = {}
    for effect in (e for measure in measures for e in measure.effects):
        for statement in _about(effect, defaults):
            found.setdefault(statement.text, statement)
    return tuple(found.values())


def about_renewal(maintenance: Spread) -> tuple[Statement, ...]:
    """What of an investment is maintenance; nothing where no worn part is renewed."""
    if not maintenance.p50 > 0:
        return ()
    middle, low, high = (v / 1e6 for v in (maintenance.p50, maintenance.p10, maintenance.p90))
    value = Quantity(middle, "mill. NOK", low, high)
    return (Statement(ANYWAY, {"value": value}, WORN),)


def _about(effect: Effect, defaults: Defaults) -> list[Statement]:
    tables = defaults.systems.parts
    match effect.kind:
        case "floor_area_factor":
            return [_area(effect.value.value)]
        case "heat_pump":
            supply = Quantity(tables["circuit", "radiators"]["supply"].value, "°C")
            pump = Statement(PUMP, {"supply": supply}, EN_14825)
            return [
                pump,
                *([Statement(EXHAUST)] if effect.source_of_heat == "exhaust_air" else ()),
            ]
        case "flow_temperature":
            return [valued(WATER, tables["circuit", "radiators"]["supply"], "°C")]
        case "battery":
            return [Statement(BATTERY, {}, tables["battery", "lithium"]["round_trip"].source)]
        case "thermal_store":
            return [Statement(STORE, {}, tables["heat_store", "water"]["loss_per_day"].source)]
        case "control_loss_factor":
            emission = tables["circuit", "radiators"]["emission"]
            lost = Quantity(100 * (1 - emission.value), "%")
            return [Statement(CONTROL, {"value": lost}, emission.source)]
        case "night_flushing":
            return [Statement(FLUSHED)]
        case _:
            return []


def _area(factor: float) -> Statement:
    if not factor > 0:
        return Statement(GONE)
    return Statement(SMALLER, {"share": Quantity(100 * factor, "%")})
