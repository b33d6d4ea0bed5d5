"""What drawn storeys, or a wing that goes, do to a zone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from twin.model.thermal import Sourced, ThermalSurface, ThermalZone

TRACE = 1e-6  # [m2]
SAME_SIDE = 45.0  # between the directions of a wall and of what stands before it. [degree]


@dataclass(frozen=True, slots=True)
class Massed:
    """What one massing does to a zone.

    kept : part of floor area and volume that stays, 1 for an extension.
    floor_area, volume : that is new.  added : surfaces that are new.
    covered : outer wall that goes, by direction (azimuth).  covered_roof : [m2]
    gone : area of the envelope that goes, per element and kind; of those of the model.
    perimeter : of floors on the ground that is new (+) or goes (-). [m]
    """

    kept: float
    floor_area: float
    volume: float
    added: tuple[ThermalSurface, ...]
    covered: tuple[tuple[float, float], ...] = ()
    covered_roof: float = 0.0
    gone: Mapping[tuple[int, str], float] = field(default_factory=dict[tuple[int, str], float])
    whole: Mapping[tuple[int, str], float] = field(default_factory=dict[tuple[int, str], float])
    perimeter: float = 0.0
    code: Mapping[str, Sourced] = field(default_factory=dict[str, Sourced])


def with_massing(zone: ThermalZone, massed: Massed) -> ThermalZone:
    """The zone with what the massing adds and without what it takes."""
    kept = [_kept(surface, massed) for surface in zone.surfaces]
    for azimuth, area in massed.covered:
        kept = _covered(kept, area, partial(_faces, azimuth))
    kept = _covered(kept, massed.covered_roof, lambda s: s.kind == "roof")
    before = zone.floor_area.value
    grown = (before * massed.kept + massed.floor_area) / before if before > 0 else 1.0
    old_air = zone.volume.value * massed.kept
    new_air = massed.volume / (old_air + massed.volume) if old_air + massed.volume > 0 else 0.0
    new_area = massed.floor_area / (before * grown) if before * grown > 0 else 0.0
    return replace(
        zone,
        floor_area=_grown(zone.floor_area, massed.kept, massed.floor_area),
        volume=_grown(zone.volume, massed.kept, massed.volume),
        surfaces=(*kept, *massed.added),
        inner=tuple(replace(mass, area=mass.area * grown) for mass in zone.inner),
        exposed_perimeter=_grown(zone.exposed_perimeter, 1.0, massed.perimeter),
        dividing=_grown(zone.dividing, massed.kept, 0.0),
        n50=_mixed(zone.n50, massed.code.get("n50"), new_air),
        thermal_bridge=_mixed(zone.thermal_bridge, massed.code.get("thermal_bridge"), new_area),
    )


def changed_area(massed: Sequence[Massed], before: float) -> float:
    """Floor area that comes and goes by massings in a row. [m2]

    before : heated floor area of the building today. [m2]
    """
    total, now = 0.0, before
    for one in massed:
        total += one.floor_area + now * (1 - one.kept)
        now = now * one.kept + one.floor_area
    return total


def _kept(surface: ThermalSurface, massed: Massed) -> ThermalSurface:
    """What stays of a surface; of one without elements as much as of the building."""
    if massed.kept >= 1.0:
        return surface
    keys = [(row, surface.kind) for row in surface.elements]
    whole = sum(massed.whole.get(key, 0.0) for key in keys)
    share = 1 - massed.kept
    if whole > 0:
        share = sum(massed.gone.get(key, 0.0) for key in keys) / whole
    return _left(surface, 1 - min(share, 1.0))


def _covered(
    surfaces: list[ThermalSurface], area: float, is_meant: Callable[[ThermalSurface], bool]
) -> list[ThermalSurface]:
    """Surfaces less an area, taken from those meant in proportion."""
    total = sum(s.area for s in surfaces if is_meant(s))
    if not total > 0 or not area > 0:
        return surfaces
    left = max(1 - area / total, 0.0)
    return [_left(s, left) if is_meant(s) else s for s in surfaces]


def _left(surface: ThermalSurface, share: float) -> ThermalSurface:
    """A part of a surface; a trace where nothing is left, so that all keep their places."""
    return replace(surface, area=max(surface.area * share, TRACE))


def _faces(azimuth: float, surface: ThermalSurface) -> bool:
    """Whether a surface is an outer wall, or in one, that looks about there."""
    off = (surface.azimuth - azimuth + 180.0) % 360.0 - 180.0
    return surface.tilt > 60.0 and surface.faces == "outside" and abs(off) <= SAME_SIDE


def _grown(value: Sourced, factor: float, added: float) -> Sourced:
    return replace(
        value,
        value=value.value * factor + added,
        low=value.low * factor + added,
        high=value.high * factor + added,
    )


def _mixed(old: Sourced, new: Sourced | None, share: float) -> Sourced:
    """Weighted mean of the old and the new building, ends as well."""
    if new is None or not share > 0:
        return old
    return replace(
        old,
        value=old.value * (1 - share) + new.value * share,
        low=old.low * (1 - share) + new.low * share,
        high=old.high * (1 - share) + new.high * share,
    )
