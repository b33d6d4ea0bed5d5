"""What the sun on a building rests on, in sentences with their sources."""

from twin.analysis.assumptions import Defaults
from twin.analysis.statements import valued
from twin.analysis.sun.position import sun_of
from twin.analysis.sun.shading import following, shaded
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.shape import FINE, planes_of
from twin.analysis.zone.view import nearest
from twin.model.scenario import Quantity, Statement
from twin.model.shading import ZoneShading
from twin.model.thermal import HourlyWeather, ThermalZone

BY_RAYS = "Rays from each plane to the sun of every hour, the sky and the ground."


def about_sun(zone: ThermalZone, weather: HourlyWeather, defaults: Defaults) -> list[Statement]:
    """Whether shade is calculated or a usual share of the sun lost, and what curtains take."""
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
    share = Quantity(100 * share_on_windows(zone, shading, weather), "%")
    return [
        Statement(
            "The building itself, other buildings and the land leave {share} of the year's sun on"
            " its windows.",
            {"share": share},
            BY_RAYS,
        ),
        _neighbours(shading),
        _land(shading),
        valued(
            "Curtains and dirt leave {value} of that sun.", defaults.values["solar.curtains"], "%"
        ),
    ]


def share_on_windows(zone: ThermalZone, shading: ZoneShading, weather: HourlyWeather) -> float:
    """Part of the year's open sun that reaches the windows of a zone; 1 without windows."""
    here = following(shading, sun_of(weather))
    table = here.windows or here.opaque
    open_sun = left = 0.0
    for surface in zone.surfaces:
        if surface.kind != "window" or surface.faces != "outside":
            continue
        for plane, part in planes_of(surface, FINE):
            sun = plane_sun(weather, *plane)
            area = part * surface.area
            open_sun += area * float(sun.total.sum())
            left += area * float(shaded(sun, nearest(table, plane)).total.sum())
    return left / open_sun if open_sun > 0 else 1.0


def _neighbours(shading: ZoneShading) -> Statement:
    if shading.neighbours < 0:
        return Statement(
            "Where the model stands on the map is unknown, so no other building shades it here."
        )
    return Statement(
        "Other buildings looked at for shade: {count}; only those of the portfolio are known.",
        {"count": shading.neighbours},
    )


def _land(shading: ZoneShading) -> Statement:
    if not shading.horizon:
        return Statement(
            "The height of the land around is unknown and taken as level; mountains take more sun."
        )
    return Statement("The height of the land around is from {file}.", {"file": shading.horizon})
