"""A building of several uses as one zone for each."""

from dataclasses import replace

from twin.model.thermal import Sourced, ThermalZone


def parts_of(zone: ThermalZone) -> tuple[ThermalZone, ...]:
    """One zone per use, each with its share of floor, volume and envelope.

    Which room has which outer wall is not looked at: every use gets the same mix of envelope.
    What passes from one to the other is told by `zone.neighbours`. A building of one use is
    returned as it is.
    """
    if not zone.uses:
        return (zone,)
    return tuple(_part(zone, use.category, use.share) for use in zone.uses)


def _part(zone: ThermalZone, category: str, share: float) -> ThermalZone:
    return replace(
        zone,
        category=category,
        floor_area=_scaled(zone.floor_area, share),
        volume=_scaled(zone.volume, share),
        surfaces=tuple(replace(s, area=s.area * share) for s in zone.surfaces),
        inner=tuple(replace(mass, area=mass.area * share) for mass in zone.inner),
        exposed_perimeter=_scaled(zone.exposed_perimeter, share),
        uses=(),
    )


def _scaled(value: Sourced, share: float) -> Sourced:
    return replace(
        value, value=value.value * share, low=value.low * share, high=value.high * share
    )
