"""What the sun on a building rests on, in sentences with their sources."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.seasons import month_of_hour
from twin.analysis.statements import valued
from twin.analysis.sun.position import sun_of
from twin.analysis.sun.shading import following, shaded
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.shape import FINE, planes_of
from twin.analysis.zone.view import nearest
from twin.model.scenario import Quantity, Statement
from twin.model.shading import ZoneShading
from twin.model.thermal import HourlyWeather, ThermalZone

THRESHOLD_SOURCE = (
    "Usual for automatic shading in calculations after NS 3031, not checked against the published"
    " standard; EN ISO 13790:2008, G.5.2.1 has 300 W/m2."
)
BY_RAYS = "Rays from each plane to the sun of every hour, the sky and the ground."
BY_HEIGHT = (
    "Direct sun of the hours in which it stands lower, and the part of an even sky that lies"
    " lower; what buildings already hide there is counted once more."
)
LAND = 10.0  # of a valley around Bergen, usual where nobody measured it. [degree]
WINTER = (10, 11, 0)  # November to January


@dataclass(frozen=True, slots=True)
class WindowSun:
    """Sun on the windows of a zone in a year. [Wh]

    free : with nothing in the way.
    left : behind building, neighbours and known land.
    low : of `left`, from a sun and a sky lower than `LAND`.
    winter, low_in_winter : `left` and `low` in the months `WINTER`.
    """

    free: float = 0.0
    left: float = 0.0
    low: float = 0.0
    winter: float = 0.0
    low_in_winter: float = 0.0


def about_sun(zone: ThermalZone, weather: HourlyWeather, defaults: Defaults) -> list[Statement]:
    """Whether shade is calculated or a usual share of the sun lost, and what blinds take."""
    return [*_about_fixed_shade(zone, weather, defaults), *_about_blinds(zone)]


def _about_blinds(zone: ThermalZone) -> list[Statement]:
    """Which windows have movable shading, when it is down and what it leaves."""
    if not zone.blinds.high > 0:
        return []
    control = zone.blind_control
    found = [
        valued("Windows with automatic solar shading: {value}.", zone.blinds, "%"),
        valued("Solar shading that is down leaves {value} of the sun.", zone.blind_factor, "%"),
        Statement(
            "It is down in each hour with more than {threshold} on the windows.",
            {"threshold": Quantity(control.threshold, "W/m²")},
            THRESHOLD_SOURCE,
        ),
    ]
    if control.in_use_only:
        found.append(Statement("It is down in hours of use only."))
    if (control.first_month, control.last_month) != (1, 12):
        found.append(
            Statement(
                "It is down from month {first} to month {last} only.",
                {"first": control.first_month, "last": control.last_month},
            )
        )
    return found


def _about_fixed_shade(
    zone: ThermalZone, weather: HourlyWeather, defaults: Defaults
) -> list[Statement]:
    shading = zone.shading
    if shading is None:
        return [
            valued(
                "Land, neighbours, reveals and curtains together leave {value} of the sun on"
                " windows; the shape of the building and what stands around it is unknown.",
                defaults.values["solar.obstruction"],
                "%",
            )
        ]
    sun = window_sun(zone, shading, weather)
    return [
        Statement(
            "The building itself, other buildings and the land leave {share} of the year's sun on"
            " its windows.",
            {"share": _percent(sun.left, sun.free)},
            BY_RAYS,
        ),
        _neighbours(shading),
        _land(shading, sun),
        valued(
            "Curtains and dirt leave {value} of that sun.", defaults.values["solar.curtains"], "%"
        ),
    ]


def share_on_windows(zone: ThermalZone, shading: ZoneShading, weather: HourlyWeather) -> float:
    """Part of the year's open sun that reaches the windows of a zone; 1 without windows."""
    sun = window_sun(zone, shading, weather)
    return sun.left / sun.free if sun.free > 0 else 1.0


def window_sun(zone: ThermalZone, shading: ZoneShading, weather: HourlyWeather) -> WindowSun:
    """Sun on the windows of a zone, and what of it comes from low over the land."""
    path = sun_of(weather)
    here = following(shading, path)
    table = here.windows or here.opaque
    is_low, is_winter = path.height < LAND, np.isin(month_of_hour(), WINTER)
    sums = np.zeros(5)
    for surface in zone.surfaces:
        if surface.kind != "window" or surface.faces != "outside":
            continue
        for plane, part in planes_of(surface, FINE):
            sun = plane_sun(weather, *plane)
            left = shaded(sun, nearest(table, plane))
            total, low = left.total, left.direct * is_low + left.sky * low_sky(plane[0])
            rows = (sun.total, total, low, total * is_winter, low * is_winter)
            sums += part * surface.area * np.array([row.sum() for row in rows])
    return WindowSun(*(float(one) for one in sums))


def low_sky(tilt: float) -> float:
    """Part of an even sky's light on a plane that comes from below `LAND`; 0 to 1.

    Exact for level and upright planes, between them for what lies between.

    tilt : of the plane. [degree]
    """
    land, slope = np.radians(LAND), np.radians(tilt)
    from_front = np.sin(slope) * (land + np.sin(land) * np.cos(land)) / np.pi
    sky = max((1 + np.cos(slope)) / 2, 1e-9)
    above = max(np.cos(slope), 0.0) * np.sin(land) ** 2 * sky
    return float(min((from_front + above) / sky, 1.0))


def _percent(part: float, whole: float) -> Quantity:
    return Quantity(100 * part / whole if whole > 0 else 100.0, "%")


def _neighbours(shading: ZoneShading) -> Statement:
    if shading.neighbours < 0:
        return Statement(
            "Where the model stands on the map is unknown, so no other building shades it here."
        )
    return Statement(
        "Other buildings looked at for shade: {count}; only those of the portfolio are known.",
        {"count": shading.neighbours},
    )


def _land(shading: ZoneShading, sun: WindowSun) -> Statement:
    if shading.horizon:
        return Statement(
            "The height of the land around is from {file}.", {"file": shading.horizon}
        )
    if not sun.left > 0:
        return Statement("The height of the land around is unknown and taken as level.")
    return Statement(
        "The height of the land around is unknown and taken as level. Land {height}° high"
        " all around would take up to {share} of the year's sun from the windows and {winter} of"
        " that from November to January: by as much may the sun be overstated.",
        {
            "height": Quantity(LAND),
            "share": _percent(sun.low, sun.left),
            "winter": _percent(sun.low_in_winter, sun.winter),
        },
        BY_HEIGHT,
    )
