"""Walls against what can be said of them without a computer, and what their heat does."""

import numpy as np
import pytest

from tests.analysis.zone.cases import CONCRETE, WALLS, WOOL, stored
from twin.analysis.zone.layers import Layer, resistance, with_resistance
from twin.analysis.zone.modes import WallModes, wall_modes
from twin.errors import InputOutOfRange

DAY = 24
MANY = 40  # modes: all there are


def answer(modes: WallModes, outside: np.ndarray, flux: np.ndarray) -> tuple[np.ndarray, ...]:
    """Inner and outer surface temperature and heat stored by the hour, from 0 degrees."""
    state = np.zeros_like(modes.decay)
    found = []
    for t, q in zip(outside, flux, strict=True):
        inner = (modes.mean * state).sum() + modes.outside * t + modes.flux * q
        outer = (modes.outer_mean * state).sum() + modes.outer_outside * t + modes.outer_flux * q
        state = modes.decay * state + modes.by_outside * t + modes.by_flux * q
        found.append((inner, outer, stored(modes, state)))
    return tuple(np.array(found).T)


def settled(modes: WallModes, outside: float, flux: float) -> tuple[float, float]:
    """Inner and outer surface temperature after a very long time."""
    state = (modes.by_outside * outside + modes.by_flux * flux) / (1 - modes.decay)
    inner = (modes.mean * state).sum() + modes.outside * outside + modes.flux * flux
    outer = (modes.outer_mean * state).sum()
    return inner, outer + modes.outer_outside * outside + modes.outer_flux * flux


@pytest.mark.parametrize("layers", WALLS)
@pytest.mark.parametrize("film", [0.0, 7.0, 25.0, 1000.0])
@pytest.mark.parametrize("kept", [1, 3, 6])
def test_that_heat_going_in_comes_out_or_stays(layers, film, kept):
    rng = np.random.default_rng(1)
    outside, flux = rng.normal(0, 10, 400), rng.normal(0, 30, 400)
    modes = wall_modes(layers, film, kept)

    _, outer, heat = answer(modes, outside, flux)

    change = np.diff(heat, prepend=0.0) / 3600
    out = film * (outer - outside)
    scale = np.abs(flux).max() + np.abs(out).max()
    np.testing.assert_allclose(flux - out, change, atol=1e-9 * scale)
    assert flux.sum() - out.sum() == pytest.approx(heat[-1] / 3600, abs=1e-9 * 400 * scale)


@pytest.mark.parametrize("layers", WALLS)
def test_that_a_steady_flux_meets_the_resistance_of_the_wall(layers):
    inner, outer = settled(wall_modes(layers, 20.0), 5.0, 10.0)

    assert inner == pytest.approx(5 + 10 * (resistance(layers) + 1 / 20), abs=1e-9)
    assert outer == pytest.approx(5 + 10 / 20, abs=1e-9)


def test_that_a_step_of_flux_warms_a_deep_wall_with_the_root_of_time():
    # Half-space under a constant flux: T = 2 q sqrt(t / (pi k rho c)), Carslaw and Jaeger (1959),
    # 2.9; the mean over an hour from its integral, (4/3) q (t^1.5 - (t-1)^1.5) / sqrt(pi k rho c).
    deep = Layer(0.2, 1.7, 2300.0, 900.0)
    modes = wall_modes((deep,) * 12, 0.0, 200)
    hour = np.arange(1, 49) * 3600.0

    inner, _, _ = answer(modes, np.zeros(48), np.full(48, 50.0))

    effusivity = np.sqrt(deep.conductivity * deep.density * deep.specific_heat)
    rise = hour**1.5 - (hour - 3600) ** 1.5
    exact = (4 / 3) * 50 * rise / (np.sqrt(np.pi) * effusivity * 3600)
    np.testing.assert_allclose(inner[2:], exact[2:], rtol=0.04)
    np.testing.assert_allclose(inner[12:], exact[12:], rtol=0.02)


def admittances(layers, film: float) -> tuple[complex, complex]:
    """Inner flux and outer temperature to which an inner surface that swings by 1 K belongs.

    EN ISO 13786:2017, clause 5: layer matrices for a period of a day, outer film included. Returns
    the surface temperature per flux at still outside air, and per outside air at no flux.
    """
    matrix = np.eye(2, dtype=complex)
    for layer in layers:
        if layer.heat_capacity == 0:
            matrix = np.array([[1, -layer.resistance], [0, 1]]) @ matrix
            continue
        depth = np.sqrt(
            layer.conductivity * DAY * 3600 / (np.pi * layer.density * layer.specific_heat)
        )
        turn = (1 + 1j) * layer.thickness / depth
        wave = layer.conductivity * (1 + 1j) / depth
        step = np.array(
            [[np.cosh(turn), -np.sinh(turn) / wave], [-np.sinh(turn) * wave, np.cosh(turn)]]
        )
        matrix = step @ matrix
    matrix = np.array([[1, -1 / film], [0, 1]]) @ matrix
    # outside = a T + b q with the flux q into the inner surface
    (a, b), _ = matrix
    return -b / a, 1 / a


def swing(modes: WallModes, by_flux: bool) -> complex:
    """What a daily wave of one as means of hours does to the inner surface."""
    hour = np.arange(24 * 60)
    wave = np.cos(2 * np.pi * hour / DAY)
    still = np.zeros(len(hour))
    inner, _, _ = answer(modes, still if by_flux else wave, wave if by_flux else still)
    last = slice(24 * 50, None)
    return 2 * np.mean(inner[last] * np.exp(-2j * np.pi * hour[last] / DAY))


@pytest.mark.parametrize("layers", WALLS)
def test_that_a_daily_wave_is_that_of_the_standard(layers):
    by_flux, by_outside = admittances(layers, 20.0)
    modes = wall_modes(layers, 20.0, MANY)

    # Within 4 % and half an hour of the day's wave: the drive is constant within each hour.
    assert abs(swing(modes, by_flux=True)) == pytest.approx(abs(by_flux), rel=0.04)
    assert abs(np.angle(swing(modes, by_flux=True) / by_flux)) < 2 * np.pi * 0.5 / 24
    assert abs(swing(modes, by_flux=False)) == pytest.approx(abs(by_outside), rel=0.06, abs=1e-4)


@pytest.mark.parametrize("layers", WALLS)
def test_that_three_modes_do_for_days_what_all_do(layers):
    few, all_of_them = wall_modes(layers, 20.0), wall_modes(layers, 20.0, MANY)

    for by_flux in (True, False):
        exact = swing(all_of_them, by_flux)
        scale = abs(swing(all_of_them, by_flux=True))
        assert abs(swing(few, by_flux) - exact) < 0.03 * max(scale, abs(exact))


@pytest.mark.parametrize("layers", WALLS)
def test_that_more_modes_are_never_further_from_all_of_them(layers):
    rng = np.random.default_rng(3)
    outside, flux = rng.normal(0, 5, 500), rng.normal(0, 20, 500)
    exact, _, _ = answer(wall_modes(layers, 20.0, MANY), outside, flux)

    errors = [
        np.sqrt(np.mean((answer(wall_modes(layers, 20.0, k), outside, flux)[0] - exact) ** 2))
        for k in (1, 2, 3, 5, MANY)
    ]

    assert errors[-1] < 1e-12
    assert errors[2] < 0.12 * exact.std()
    for more, fewer in zip(errors[1:], errors, strict=False):
        assert more <= fewer + 1e-9


def test_that_all_modes_at_one_temperature_stay_there():
    for layers in WALLS:
        assert settled(wall_modes(layers, 20.0), 20.0, 0.0) == pytest.approx((20.0, 20.0))


def test_that_a_wall_gets_the_resistance_it_should_have():
    wall = (CONCRETE, WOOL)

    thicker, thinner = with_resistance(wall, 8.0), with_resistance(wall, 1.0)
    bare = with_resistance(wall, 0.05)

    for layers, wanted in ((thicker, 8.0), (thinner, 1.0), (bare, 0.05)):
        assert resistance(layers) == pytest.approx(wanted, rel=1e-12)
    assert thicker[0] == thinner[0] == CONCRETE
    assert thicker[1].thickness > WOOL.thickness > thinner[1].thickness
    assert bare[0].thickness == CONCRETE.thickness
    for impossible in (0.0, -1.0, np.nan):
        with pytest.raises(InputOutOfRange) as caught:
            with_resistance(wall, impossible)
        assert caught.value.next_step
