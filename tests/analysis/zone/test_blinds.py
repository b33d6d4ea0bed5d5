"""Blinds come down when the sun is on the windows, and take their share of it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.cases import SCHOOL
from twin.analysis.assumptions import central_physics
from twin.analysis.operation import NO_LIMITS, hourly_use
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.blinds import is_down
from twin.analysis.zone.many import Variant, needs, prepared
from twin.analysis.zone.numpy_kernel import run_numpy
from twin.analysis.zones import zone_from_archetype
from twin.errors import InputOutOfRange
from twin.model.blinds import BlindControl
from twin.model.thermal import NO_BLINDS, Sourced
from twin.workspace.defaults import defaults, normal_year

USE = hourly_use(defaults().operations["school"])
ZONE = zone_from_archetype(SCHOOL, defaults())


def with_blinds(share, factor=0.15, **control):
    def given(value):
        return Sourced(value, value, value, "measured", "a test")

    return replace(
        ZONE,
        blinds=given(share),
        blind_factor=given(factor),
        blind_control=BlindControl(**control),
    )


def hours_of(*zones, use=USE):
    variants = [Variant(zone, central_physics(defaults())) for zone in zones]
    return prepared(variants, [use] * len(zones), normal_year())[1]


def test_that_blinds_are_down_above_the_threshold_on_their_own_plane():
    south, north = (plane_sun(normal_year(), 90.0, side) for side in (180.0, 0.0))

    down = is_down(south, BlindControl())

    assert (south.total[down] > 175).all()
    assert (south.total[~down] <= 175).all()
    assert down.sum() > 5 * is_down(north, BlindControl()).sum()


def test_that_season_and_use_keep_blinds_up():
    sun = plane_sun(normal_year(), 90.0, 180.0)
    month = np.array(
        [int(d[5:7]) for d in np.arange("2021-01", "2022-01", dtype="M8[h]").astype(str)]
    )

    summer = is_down(sun, BlindControl(first_month=5, last_month=9))
    winter = is_down(sun, BlindControl(first_month=10, last_month=4))
    in_use = is_down(sun, BlindControl(in_use_only=True), USE)

    assert set(month[summer]) == {5, 6, 7, 8, 9}
    assert set(month[winter]) <= {10, 11, 12, 1, 2, 3, 4}
    assert (summer | winter == is_down(sun, BlindControl())).all()
    assert not in_use[~USE.in_use].any()
    assert in_use.any()


def test_that_sun_is_taken_only_in_hours_with_blinds_down_and_by_their_share():
    bare, half, whole = hours_of(with_blinds(0.0), with_blinds(0.5), with_blinds(1.0)).beam.T

    never = ~(whole < bare - 1e-3)
    assert whole.sum() < 0.6 * bare.sum()
    assert np.abs(half - (bare + whole) / 2).max() < 0.02
    assert never.sum() > 4000
    assert (whole >= -0.05).all()


def test_that_zones_with_other_controls_lie_side_by_side():
    zones = (
        with_blinds(0.0),
        with_blinds(1.0),
        with_blinds(1.0, in_use_only=True),
        with_blinds(0.6),
    )

    together = hours_of(*zones)

    for row, zone in enumerate(zones):
        alone = hours_of(zone)
        for name in ("beam", "diffuse"):
            found, expected = getattr(together, name)[:, row], getattr(alone, name)[:, 0]
            np.testing.assert_allclose(found, expected, atol=0.1)
        np.testing.assert_allclose(together.outer[:, :, row], alone.outer[:, :, 0], atol=1e-3)


def test_that_blinds_take_cooling_and_cost_heating():
    cooled = hourly_use(defaults().operations["office"])
    variants = [
        Variant(z, central_physics(defaults())) for z in (with_blinds(0.0), with_blinds(1.0))
    ]

    found = needs(variants, [cooled] * 2, normal_year())

    cooling, heating = (v.sum(axis=0, dtype=float) for v in (found.cooling, found.heating))
    assert cooling[1] < 0.8 * cooling[0]
    assert heating[1] > heating[0]


def test_that_a_year_with_blinds_flushing_and_limits_closes_and_equals_the_plain_form():
    night = np.tile(np.arange(24) < 6, 365)
    limits = replace(NO_LIMITS, heating_power=25.0, cooling_power=5.0, flushing_above=21.0)
    use = replace(
        hourly_use(defaults().operations["office"]), flushing=np.where(night, 8.0, 0.0),
        limits=limits,
    )  # fmt: skip
    variant = Variant(with_blinds(1.0), central_physics(defaults()))
    some, drive = prepared([variant], [use], normal_year())

    plain, flows, _ = run_numpy(some, drive, warm_up=48)
    compiled = needs([variant], [use], normal_year())

    names = ("heating", "coil", "gains", "cooling", "leaked", "aired", "supplied", "stored_in_air")
    part = {n: np.array([getattr(f, n) for f in flows]) for n in names}
    into = np.array([f.into_surfaces.sum(axis=0) for f in flows])
    given = part["heating"] + part["coil"] + part["gains"] - part["cooling"]
    taken = part["leaked"] + part["aired"] + part["supplied"] + part["stored_in_air"] + into
    size = sum(np.abs(v) for v in part.values()) + np.abs(into)
    assert (np.abs(given - taken) <= 1e-9 * size).all()
    after = slice(2000, None)  # the warm-ups differ
    np.testing.assert_allclose(compiled.air[after], plain.air[after], atol=0.05)
    assert plain.heating.max() == pytest.approx(25.0 * ZONE.floor_area.value)
    assert plain.cooling.max() == pytest.approx(5.0 * ZONE.floor_area.value)


def test_that_flushing_cools_only_where_it_is_warm_inside_and_colder_outside():
    flow = np.where(np.tile(np.arange(24) < 6, 365), 10.0, 0.0)
    variant = Variant(with_blinds(0.0), central_physics(defaults()))

    def warmest(above, below=2.0):
        limits = replace(NO_LIMITS, flushing_above=above, flushing_below=below, airing=0.0)
        use = replace(USE, flushing=flow, limits=limits)
        return needs([variant], [use], normal_year())

    flushed, never, too_mild = warmest(21.0), warmest(60.0), warmest(21.0, below=60.0)

    assert flushed.air.max() < never.air.max() - 0.5
    np.testing.assert_array_equal(never.air, too_mild.air)
    # flushing stops well above the set-point, so it costs next to no heat
    assert flushed.heating.sum(dtype=float) < 1.02 * never.heating.sum(dtype=float)


def test_that_usual_blinds_follow_code_and_use():
    known = defaults()

    assert known.usual_blinds("office", 2020).value > known.usual_blinds("office", 1975).value
    assert known.usual_blinds("sports", 1975).value == 0
    unknown = known.usual_blinds("school", np.nan)
    assert (unknown.low, unknown.high) == (0, 1)
    assert replace(known, blinds={}).usual_blinds("school", 2020) is NO_BLINDS


def test_that_more_windows_than_there_are_are_refused():
    with pytest.raises(InputOutOfRange):
        hours_of(with_blinds(1.2))
