"""Places for solar panels and what stands there, in words and numbers."""

import re

from twin.model.panels import ROOF, PanelPlace
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

LEVEL = 1.0  # tilt below which a roof has no direction. [degree]
KWH_KW = "kWh/kWp"
_DIRECTIONS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip


def place_name(place: PanelPlace) -> str:
    """Surface and number, as ``Roof 2b``."""
    found = re.match(r"\w+ (\d+)(?: (\w))?", place.key)
    number = "".join(part or "" for part in found.groups()) if found else ""
    return f"{tr('Roof') if place.surface == ROOF else tr('Facade')} {number}".rstrip()


def place_direction(place: PanelPlace) -> str:
    """Where its modules look: ``south-west, tilt 30°``, or the rows on a flat roof."""
    tilt = numbers.number(place.facings[0][0])
    if place.mounting == "open" and len(place.facings) == 2:
        return tr("rows to both sides, tilt {tilt}°", tilt=tilt)
    azimuth = place.facings[0][1]
    towards = tr(_DIRECTIONS[round(azimuth / 45) % 8])
    if place.mounting == "open":
        return tr("rows to the {direction}, tilt {tilt}°", direction=towards, tilt=tilt)
    return tr("{direction}, tilt {tilt}°", direction=towards, tilt=tilt)


def room_text(place: PanelPlace) -> str:
    """What fits and what it gives: ``room for 57 kWp · 653 (565 – 739) kWh/kWp``."""
    low, central, high = place.specific_yield
    power = numbers.quantity(place.power, "kWp", 1 if place.power < 10 else 0)
    gives = f"{numbers.number(central)} ({numbers.span(low, high)}) {KWH_KW}"
    return f"{tr('room for {power}', power=power)} · {gives}"
