"""What the result of solar panels rests on, in sentences with their sources."""

from twin.analysis.assumptions import Defaults
from twin.analysis.panels.result import export_price
from twin.analysis.statements import valued
from twin.model.panels import PanelsResult
from twin.model.scenario import Quantity, Statement
from twin.model.thermal import ThermalZone

BY_RAYS = "Rays from the modules to the sun of every hour, the sky and the ground; PVWatts 5."
UNSHADED = "PVWatts 5, with its usual loss of 3 % for shade."
SHORTFALL = 0.02  # of the power asked for that may lack before anybody is told


def about_panels(
    result: PanelsResult | None, zone: ThermalZone, defaults: Defaults, is_drawn: bool
) -> tuple[Statement, ...]:
    """Where the panels are, what shades them, what does not fit, and what export earns.

    is_drawn : whether a model shows the roofs and walls.
    """
    if result is None:
        return ()
    found = [*_where(result, zone, is_drawn), *_shortfall(result)]
    export = valued("Exported solar electricity earns {value}.", export_price(defaults), "NOK/kWh")
    return (*found, export)


def _where(result: PanelsResult, zone: ThermalZone, is_drawn: bool) -> list[Statement]:
    if not zone.places:
        text = (
            "The shape of the building is unknown, so its solar panels are taken as low rows to"
            " east and west without shade."
        )
        return [Statement(text, {}, UNSHADED)]
    text = (
        "Solar panels are modules of 1.13 x 1.76 m and 420 W on free parts of roofs and walls,"
        " away from edges, windows and what stands on the roof."
        if is_drawn
        else "Roof and walls for solar panels are those of the raised footprint; the roof has the"
        " form the portfolio says, without anything on it, and walls carry panels on the part"
        " that is no window."
    )
    kept = sum(one.power * one.sun_kept for one in result.fields)
    power = sum(one.power for one in result.fields)
    share = Quantity(100 * kept / power if power > 0 else 100.0, "%")
    shade = "The building, other modules, neighbours and land leave {share} of the sun on them."
    return [Statement(text), Statement(shade, {"share": share}, BY_RAYS)]


def _shortfall(result: PanelsResult) -> list[Statement]:
    if result.power >= result.wanted * (1 - SHORTFALL):
        return []
    text = (
        "The offer asks for {wanted} of solar panels; {power} have room where there is sun enough,"
        " and only those are counted and paid for."
    )
    wanted, power = Quantity(result.wanted, "kW"), Quantity(result.power, "kW")
    return [Statement(text, {"wanted": wanted, "power": power})]
