"""What is said of a measure in the list, in its card and over the 3D view."""

import math

from twin.model.choice import Choice
from twin.model.proposal import OfferedMeasure, Reach
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.outcome import amount_text
from twin.workspace.sketch import Laid
from twin.workspace.storeys import AboutMassing

GROUPS = {
    "envelope": "Building envelope",
    "air": "Ventilation",
    "heat": "Heat and hot water",
    "electricity": "Light and electricity",
    "solar": "Solar energy",
    "operation": "Operation",
    "use": "Use of the building",
}
_TOWARDS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip


def reach_text(reach: Reach) -> str:
    """How much a measure touches: ``1 617 m² · 26 elements``."""
    amount = amount_text(reach)
    if not reach.elements:
        return amount
    return f"{amount} · {tr('{count} elements', count=numbers.number(len(reach.elements)))}"


def cost_of(measure: OfferedMeasure, reach: Reach) -> float:
    """Central price of what a measure touches. [NOK]"""
    return measure.fixed_cost.value + measure.unit_cost.value * reach.quantity


def cost_text(measure: OfferedMeasure, reach: Reach) -> str:
    """Price of what a measure touches, in millions from a million on."""
    return kroner(cost_of(measure, reach))


def kroner(sum_of_money: float) -> str:
    """NOK as in the list: ``2,1 mill. kr`` or ``640 000 kr``."""
    if abs(sum_of_money) >= 1e6:
        unit = f"mill.{numbers.HARD_SPACE}kr"
        return numbers.quantity(sum_of_money / 1e6, unit, 1 if abs(sum_of_money) < 1e8 else 0)
    return numbers.money(sum_of_money)


def row_text(choice: Choice, reach: Reach | None) -> str:
    """Second line of a measure in the list."""
    if not choice.is_on:
        return tr("put aside")
    if reach is None:
        return tr("estimating …")
    if reach.reason:
        return tr(reach.reason)
    return f"{cost_text(choice.measure, reach)} · {amount_text(reach)}"


def field_lines(laid: Laid) -> tuple[str, ...]:
    """Label over a field that is drawn: panels, area and direction, yield and shade."""
    found = laid.figures
    area = numbers.quantity(found.area, "m²", 0 if found.area >= 20 else 1)
    if not found.panels:
        return (area,)
    power = numbers.quantity(found.power, "kWp", 1)
    first = tr("{count} panels · {power}", count=numbers.number(found.panels), power=power)
    tilt = numbers.number(found.tilt)
    facing = tr("{direction}, tilt {tilt}°", direction=direction(found.azimuth), tilt=tilt)
    made = numbers.energy(laid.made)
    if math.isfinite(laid.shade_loss):
        loss = numbers.percent(laid.shade_loss, 1)
        third = tr("{energy} a year · shade takes {loss}", energy=made, loss=loss)
    else:
        third = tr("about {energy} a year before shade", energy=made)
    return (first, f"{area} · {facing}", third)


def storey_lines(found: AboutMassing) -> tuple[str, ...]:
    """Label over storeys that are drawn: how many, and the heated area that comes or goes."""
    massing = found.massing
    area = numbers.quantity(found.area, "m²")
    share = numbers.percent(found.share) if math.isfinite(found.share) else ""
    if massing.is_removed:
        said = tr("{area} heated area goes", area=area)
        return (said, tr("{share} of the building", share=share)) if share else (said,)
    count = massing.storeys
    first = tr("1 storey") if count == 1 else tr("{count} storeys", count=numbers.number(count))
    return (first, tr("{area} heated area comes", area=area))


def direction(azimuth: float) -> str:
    """Where something looks, in eight directions."""
    return tr(_TOWARDS[round(azimuth / 45) % 8])
