"""The compiled hours: equal to the readable ones, whatever lies beside them."""

from dataclasses import fields, replace

import numpy as np
import pytest

from tests.analysis.zone.cases import hours, lanes
from twin.analysis.zone.kernel import run
from twin.analysis.zone.lanes import Lanes
from twin.analysis.zone.numpy_kernel import run_numpy

RESULTS = ("heating", "coil", "cooling", "air", "radiant")
SOME = 24 * 21


def only(some: Lanes, part: np.ndarray) -> Lanes:
    """Some of the zones."""
    kept = {f.name: getattr(some, f.name) for f in fields(some) if f.name != "channel"}
    return replace(some, **{name: values[..., part] for name, values in kept.items()})


def hours_of(part: np.ndarray, zones: int):
    whole = hours(SOME, zones, 6)
    names = ("outer", "beam", "diffuse")
    return replace(whole, **{name: getattr(whole, name)[..., part] for name in names})


@pytest.mark.parametrize(
    ("zones", "surfaces"), [(1, 1), (5, 6), (11, 4), (30, 6), (1, 5), (45, 5)]
)
def test_that_the_compiled_and_the_plain_form_agree(zones, surfaces):
    some, drive = lanes(zones, surfaces), hours(SOME, zones, surfaces)

    plain, _, _ = run_numpy(some, drive, warm_up=100)
    found = run(some, drive, warm_up=100)

    for name in RESULTS:
        expected = getattr(plain, name)
        scale = max(np.abs(expected).max(), 1.0)
        np.testing.assert_allclose(getattr(found, name), expected, atol=1e-6 * scale, err_msg=name)


def test_that_the_cases_use_every_feature():
    # What the comparison above is worth depends on these being at work.
    some, drive = lanes(30), hours(SOME, 30, 6)

    plain, flows, _ = run_numpy(some, drive, warm_up=100)

    limited = some.heating_power < 1e6
    assert (np.abs(plain.heating - some.heating_power) < 1)[:, limited].any()
    assert (np.abs(plain.cooling - some.cooling_power) < 1)[:, some.cooling_power < 1e6].any()
    assert plain.coil.max() > 100
    assert max(flow.aired.max() for flow in flows) > 100
    assert len(np.unique(some.use)) == 3
    warm_exhaust = some.frost > 0
    without = run(replace(some, frost=np.full(30, -99.0)), drive, warm_up=100)
    changed = np.abs(without.air - plain.air).max(axis=0) > 1e-3
    assert changed[warm_exhaust].any()
    assert not changed[~warm_exhaust].any()


def test_that_single_precision_changes_a_sum_by_less_than_a_ten_thousandth():
    some, drive = lanes(20), hours(8760, 20, 6)

    double, single = run(some, drive), run(some, drive, kind=np.float32)

    for name in ("heating", "coil", "cooling"):
        before, after = (getattr(n, name).sum(axis=0, dtype=float) for n in (double, single))
        assert (np.abs(after - before) <= 1e-4 * np.maximum(before, before.mean())).all(), name
    assert np.abs(double.air - single.air).max() < 0.02


def test_that_a_zone_does_not_know_what_runs_beside_it():
    # 30 zones run by use, 7 of them beside others, and in another order.
    part = np.array([29, 3, 17, 4, 8, 0, 21])
    whole = run(lanes(30), hours(SOME, 30, 6), warm_up=48)

    found = run(only(lanes(30), part), hours_of(part, 30), warm_up=48)

    for name in RESULTS:
        np.testing.assert_allclose(
            getattr(found, name), getattr(whole, name)[:, part], rtol=1e-5, atol=1e-3
        )


def test_that_inputs_stay_as_they_were_and_a_second_run_is_equal():
    some, drive = lanes(9), hours(SOME, 9, 6)
    before = some.area.copy(), drive.outer.copy()

    first, second = run(some, drive), run(some, drive)

    np.testing.assert_array_equal(some.area, before[0])
    np.testing.assert_array_equal(drive.outer, before[1])
    for name in RESULTS:
        np.testing.assert_array_equal(getattr(first, name), getattr(second, name))


def test_that_air_stays_between_the_set_points_where_power_allows():
    some = replace(lanes(30), heating_power=np.full(30, 1e12), cooling_power=np.full(30, 1e12))
    drive = hours(SOME, 30, 6)

    found = run(some, drive)

    low = drive.heating[some.use].T + some.shift
    high = np.maximum(drive.cooling[some.use].T, low)
    assert (found.air >= low - 1e-4).all()
    assert (found.air <= high + 1e-4).all()
    assert not ((found.heating > 0) & (found.cooling > 0)).any()
