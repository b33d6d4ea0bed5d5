"""Overhangs and fins."""

import numpy as np
import pytest

from tests.analysis.sun.skies import BERGEN
from twin.analysis.sun.obstacles import Obstacles
from twin.analysis.sun.position import sun_of, sun_path
from twin.analysis.sun.rays import blocked_by_arithmetic
from twin.analysis.sun.shading import shaded
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.sun.window_shades import WindowShades, sunlit_share, window_shading
from twin.analysis.zone.glazing import Pane, at_angle, glazing
from twin.errors import InputOutOfRange
from twin.importers.weather.epw import read_epw

OVERHANG = WindowShades(3, 2, overhang=1.0, overhang_gap=0.5, overhang_reach=(0.5, 4.5))
BOX = WindowShades(
    3, 2, overhang=1.0, overhang_gap=0.5, left_fin=1.0, right_fin=1.0, fin_reach=(0.2, 0.5)
)


def towards(right, up, out=1.0):
    vector = np.array([[right, up, out]], float)
    return vector / np.linalg.norm(vector)


def quad(*corners):
    corners = np.array(corners, float)
    return corners[[[0, 1, 2], [0, 2, 3]]]


def as_triangles(shades):
    """The same shades as a body: x right, y up, z outward."""
    left, right = -shades.overhang_reach[0], shades.width + shades.overhang_reach[1]
    top = shades.height + shades.overhang_gap
    low, high = -shades.fin_reach[0], shades.height + shades.fin_reach[1]
    parts = [
        quad(
            (left, top, 0), (right, top, 0), (right, top, shades.overhang),
            (left, top, shades.overhang),
        )
    ]  # fmt: skip
    for x, depth in (
        (-shades.fin_gap, shades.left_fin), (shades.width + shades.fin_gap, shades.right_fin),
    ):  # fmt: skip
        parts.append(quad((x, low, 0), (x, high, 0), (x, high, depth), (x, low, depth)))
    return Obstacles(np.concatenate(parts))


@pytest.mark.parametrize(
    ("up", "expected"), [(0.0, 1.0), (0.5, 1.0), (1.0, 0.75), (1.5, 0.5), (2.5, 0.0), (9.0, 0.0)]
)
def test_that_the_shadow_of_a_long_overhang_is_its_depth_times_the_slope(up, expected):
    long = WindowShades(1, 2, overhang=1.0, overhang_gap=0.5, overhang_reach=(99.0, 99.0))

    assert sunlit_share(long, towards(0.3, up))[0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("right", "expected"), [(0.0, 1.0), (1.0, 2 / 3), (-1.0, 1.0), (4.0, 0.0)]
)
def test_that_a_fin_hides_only_the_sun_of_its_side(right, expected):
    fin = WindowShades(3, 2, right_fin=1.0, fin_reach=(9.0, 9.0))

    assert sunlit_share(fin, towards(right, 0.2))[0] == pytest.approx(expected, abs=0.002)


@pytest.mark.parametrize(
    "shades",
    [
        OVERHANG,
        BOX,
        WindowShades(1.2, 1.5, overhang=0.6, left_fin=0.4, fin_gap=0.2, fin_reach=(0.0, 0.1)),
    ],
)
def test_that_shares_are_those_of_rays(shades):
    rng = np.random.default_rng(4)
    directions = rng.normal(size=(60, 3))
    directions[:, 2] = np.abs(directions[:, 2]) + 0.05
    directions /= np.linalg.norm(directions, axis=1)[:, np.newaxis]
    x, y = np.meshgrid((np.arange(40) + 0.5) / 40, (np.arange(40) + 0.5) / 40)
    starts = np.column_stack(
        [x.ravel() * shades.width, y.ravel() * shades.height, np.full(1600, 1e-6)]
    )

    found = sunlit_share(shades, directions)

    by_rays = [
        1 - blocked_by_arithmetic(as_triangles(shades), starts, np.tile(d, (1600, 1))).mean()
        for d in directions
    ]
    np.testing.assert_allclose(found, by_rays, atol=0.015)


def test_that_no_shade_leaves_everything():
    sun = sun_path(*BERGEN, 1.0)

    bare = window_shading(WindowShades(2, 1), 90.0, 180.0, sun)

    in_front = sun.is_up & (sun.direction[:, 1] < -1e-5)
    np.testing.assert_allclose(bare.beam[in_front], 1.0)
    assert (bare.sky, bare.ground) == pytest.approx((1.0, 1.0))


def test_that_the_sky_behind_a_long_overhang_is_that_of_its_view_factor():
    # From a thin strip at a distance h below an endless overhang of depth d, the sky's share is
    # that below the overhang's edge: sin(atan(h/d)).
    strip = WindowShades(1, 0.001, overhang=1.0, overhang_gap=1.0, overhang_reach=(500.0, 500.0))

    found = window_shading(strip, 90.0, 180.0, sun_path(*BERGEN, 1.0))

    assert found.sky == pytest.approx(np.sin(np.pi / 4), abs=0.02)
    assert found.ground == pytest.approx(1.0)


def test_that_left_is_left_from_outside():
    # A window to the south: seen from outside, its left fin stands to the west.
    sun = sun_path(*BERGEN, 1.0)
    left = WindowShades(1, 1, left_fin=3.0, fin_reach=(9.0, 9.0))

    beam = window_shading(left, 90.0, 180.0, sun).beam

    day = slice(80 * 24, 81 * 24)
    morning, evening = 80 * 24 + 8, 80 * 24 + 17
    assert sun.is_up[day].any()
    assert beam[morning] == 1.0
    assert beam[evening] < 0.1


SHADED = [  # ASHRAE 140-2020, 610 and 630, range of six programs, transmitted. [kWh/m2]
    (OVERHANG, 180.0, 631.3, 665.3),
    (BOX, 270.0, 389.7, 445.5),
]


@pytest.mark.parametrize(("shades", "azimuth", "low", "high"), SHADED)
def test_that_transmitted_sun_is_that_of_the_reference_programs(
    corpus, shades, azimuth, low, high
):
    year = read_epw(corpus / "weather" / "725650TYCST_Denver_TMY3.epw")
    panes = glazing([Pane(0.834, 0.075, 0.075)] * 2, [0.17], 25.0)
    shading = window_shading(shades, 90.0, azimuth, sun_of(year))
    sun = shaded(plane_sun(year, 90.0, azimuth), shading)

    transmitted = sun.direct * at_angle(panes.transmitted, sun.cosine)
    transmitted += sun.diffuse * panes.diffuse_transmitted

    assert low <= transmitted.sum() / 1000 <= high


@pytest.mark.parametrize("wrong", [{"width": 0.0}, {"height": np.nan}, {"overhang": -1.0}])
def test_that_impossible_windows_are_refused(wrong):
    with pytest.raises(InputOutOfRange, match="window"):
        WindowShades(**{"width": 1.0, "height": 1.0, **wrong})


def test_that_an_unknown_length_of_a_shade_is_refused():
    with pytest.raises(InputOutOfRange):
        WindowShades(1.0, 1.0, left_fin=np.nan)
