"""Glass against published tables, and light that is neither made nor lost."""

import numpy as np
import pytest

from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.glazing import (
    USUAL,
    at_angle,
    blurred,
    glass_class,
    glazing,
    plain_glazing,
    scattered,
    usual_glazing,
)
from twin.analysis.zone.panes import ANGLES, Pane, gap_resistance
from twin.workspace.defaults import normal_year

CLEAR = Pane(0.834, 0.075, 0.075)  # 3 mm
COATED = Pane(0.58, 0.26, 0.30, coated=True)
AIR, LOW = 0.17, 0.35
# ASHRAE Handbook of Fundamentals (2017), chapter 15, table 10: solar transmittance and SHGC at
# 0, 40, 50, 60, 70 and 80 degrees and for diffuse light; 1a single, 5a double, 3 mm clear.
AT = (0, 40, 50, 60, 70, 80)
SINGLE = ((0.83, 0.82, 0.80, 0.75, 0.64, 0.39), 0.75), ((0.86, 0.84, 0.82, 0.78, 0.67, 0.42), 0.78)
DOUBLE = ((0.70, 0.68, 0.65, 0.58, 0.44, 0.21), 0.60), ((0.76, 0.74, 0.71, 0.64, 0.50, 0.26), 0.66)


def g_values(kind, inner_film: float = 8.3, outer_film: float = 25.0) -> tuple[np.ndarray, float]:
    """Total transmittance by angle and of diffuse light."""
    entering = kind.resistance + 1 / outer_film
    entering = entering / (entering + 1 / inner_film)
    return (
        kind.transmitted + kind.inward * entering,
        kind.diffuse_transmitted + kind.diffuse_inward * entering,
    )


@pytest.mark.parametrize(
    ("panes", "gaps", "table"),
    [([CLEAR], [], SINGLE), ([CLEAR, CLEAR], [AIR], DOUBLE)],
    ids=("single", "double"),
)
def test_that_clear_glass_is_that_of_the_handbook_at_every_angle(panes, gaps, table):
    (through, diffuse), (gained, diffuse_gained) = table
    kind = glazing(panes, gaps, 25.0)

    g, g_diffuse = g_values(kind)

    np.testing.assert_allclose(kind.transmitted[list(AT)], through, atol=0.02)
    assert kind.diffuse_transmitted == pytest.approx(diffuse, abs=0.02)
    np.testing.assert_allclose(g[list(AT)], gained, atol=0.02)
    assert g_diffuse == pytest.approx(diffuse_gained, abs=0.02)


def test_that_two_panes_are_summed_as_the_standard_does():
    # EN 410:2011, equations 2 and 26: t = t1 t2 / (1 - r1' r2), absorption of both panes.
    kind = glazing([CLEAR, COATED], [LOW], 25.0)
    t1, r1 = CLEAR.transmittance, CLEAR.outer_reflectance
    t2, r2 = COATED.transmittance, COATED.outer_reflectance
    between = 1 - r1 * r2
    outer = (1 - t1 - r1) + (1 - t1 - r1) * t1 * r2 / between
    inner = (1 - t2 - r2) * t1 / between
    from_outside = 1 / 25 + 0.0015, 1 / 25 + 0.003 + LOW + 0.0015
    whole = 1 / 25 + 0.006 + LOW

    assert kind.transmitted[0] == pytest.approx(t1 * t2 / between, rel=1e-9)
    weighted = outer * from_outside[0] + inner * from_outside[1]
    assert kind.inward[0] == pytest.approx(weighted / whole, rel=1e-9)
    assert kind.resistance == pytest.approx(0.006 + LOW)


@pytest.mark.parametrize("outer", [CLEAR, COATED, Pane(0.3, 0.1, 0.5, coated=True)])
@pytest.mark.parametrize("inner", [CLEAR, COATED])
def test_that_light_passes_is_thrown_back_or_absorbed(outer, inner):
    # Absorbed heat is worth all of itself at the inner face if the outside is infinitely far
    # away for heat, so inward is then all that is absorbed.
    panes = [outer, inner, CLEAR]
    insulated = glazing(panes, [0.2, 0.2], 1e-9)
    from_behind = glazing(
        [Pane(p.transmittance, p.inner_reflectance, p.outer_reflectance, p.coated) for p in panes],
        [0.2, 0.2],
        1e-9,
    )
    backwards = glazing(
        [
            Pane(p.transmittance, p.inner_reflectance, p.outer_reflectance, p.coated)
            for p in reversed(panes)
        ],
        [0.2, 0.2],
        1e-9,
    )

    # What comes through is the same both ways; the mirrored stack shows the front's reflection.
    assert insulated.diffuse_transmitted == pytest.approx(backwards.diffuse_transmitted, rel=1e-9)
    whole = insulated.diffuse_transmitted + insulated.diffuse_inward + backwards.back_reflectance
    assert whole == pytest.approx(1.0, abs=1e-6)
    assert 0 < from_behind.back_reflectance < 1


@pytest.mark.parametrize("u_value", [5.8, 2.8, 1.4, 0.8])
def test_that_known_windows_have_the_g_value_they_state(u_value):
    kind = plain_glazing(u_value, 0.5, (7.7, 25.0))

    g, diffuse = g_values(kind, 7.7)

    assert g[0] == pytest.approx(0.5, rel=0.02)
    assert 0.7 < diffuse / g[0] < 1.0
    assert 1 / (kind.resistance + 1 / 7.7 + 1 / 25) == pytest.approx(u_value, rel=0.02)
    assert (np.diff(g[20:]) < 1e-3).all()  # dark glass takes up a little more when met askew
    assert kind.transmitted[-1] == pytest.approx(0.0, abs=1e-6)
    assert (kind.inward >= 0).all()
    assert (kind.transmitted + kind.inward <= 1).all()


def test_that_more_panes_dim_slanting_light_more():
    single, double = (usual_glazing(place).transmitted for place in (0, 1))

    assert single[60] / single[0] > double[60] / double[0] + 0.03


def test_that_glass_is_told_by_its_u_value():
    assert [glass_class(u) for u in (5.8, 2.8, 1.4, 0.8)] == [0, 1, 2, 3]
    assert len(USUAL) == 4
    # Each class has the U-value of windows that it stands for.
    for place, u_value in enumerate((5.7, 2.9, 1.3, 0.8)):
        made = 1 / (1 / 7.7 + usual_glazing(place).resistance + 1 / 25)
        assert made == pytest.approx(u_value, rel=0.15)


def test_that_light_from_behind_gives_nothing():
    table = glazing([CLEAR], [], 25.0).transmitted

    found = at_angle(table, np.array([-0.5, 0.0, 0.5, 1.0]))

    np.testing.assert_allclose(found, [0, 0, table[60], table[0]], atol=1e-9)


def test_that_a_disc_of_sky_blurs_the_angle():
    table = glazing([CLEAR, CLEAR], [AIR], 25.0).transmitted

    wide = blurred(table)

    assert blurred(np.ones_like(ANGLES)) == pytest.approx(1.0)
    assert wide[0] == pytest.approx(table[0], rel=0.01)
    assert table[85] < wide[85] < table[60]
    # Half of a disc whose middle is on the plane is before it.
    assert wide[90] > table[85]


def test_that_gaps_have_the_resistance_of_the_standard():
    # EN 673:2011: 12 mm air between bare panes about 0.17; 16 mm argon, coating 0.03 about 0.6.
    assert gap_resistance("air", 0.012, (0.837, 0.837)) == pytest.approx(0.173, abs=0.006)
    assert gap_resistance("argon", 0.016, (0.837, 0.03)) == pytest.approx(0.80, abs=0.06)
    wide, narrow = (gap_resistance("air", w, (0.837, 0.837)) for w in (0.012, 0.006))
    assert wide > narrow
    assert gap_resistance("argon", 0.012, (0.837, 0.05)) > gap_resistance(
        "air", 0.012, (0.837, 0.05)
    )


def test_that_the_horizon_shines_through_upright_glass_at_better_angles_than_the_sky():
    weather = normal_year()
    double = glazing([CLEAR, CLEAR], [AIR], 25.0)
    table = double.transmitted
    even = np.full_like(table, 0.6)
    upright, level = (plane_sun(weather, tilt, 180.0) for tilt in (90.0, 0.0))

    through = scattered(upright, table, double.diffuse_transmitted, 90.0)

    plain = upright.diffuse * double.diffuse_transmitted
    assert through.sum() - plain.sum() == pytest.approx(upright.horizon.sum() * 0.045, rel=0.25)
    assert scattered(upright, even, 0.6, 90.0) == pytest.approx(0.6 * upright.diffuse)
    assert scattered(level, table, 0.5, 0.0) == pytest.approx(0.5 * level.diffuse)
    assert not level.horizon.any()
