"""The quick way through a portfolio stays near the careful one, building by building."""

from dataclasses import replace

import numpy as np

from tests.analysis.zone.test_many import CATEGORIES, YEARS, archetype, heat
from twin.analysis.assumptions import central_physics
from twin.analysis.operation import hourly_use
from twin.analysis.zone.kernel import WARM_UP, run
from twin.analysis.zone.many import Variant, needs, prepared
from twin.analysis.zone.portfolio import yearly_needs
from twin.analysis.zone.shape import COARSE
from twin.model.thermal import Sourced
from twin.workspace.defaults import defaults, normal_year

PHYSICS = central_physics(defaults())
VARIANTS = [Variant(archetype(c, y), PHYSICS) for y in YEARS for c in CATEGORIES]
USES = [hourly_use(defaults().operations[c]) for _ in YEARS for c in CATEGORIES]


def test_that_a_portfolio_needs_what_its_buildings_do_one_by_one():
    careful = needs(VARIANTS, USES, normal_year())

    quick = yearly_needs(VARIANTS, USES, normal_year())

    np.testing.assert_allclose(quick.heating, heat(careful), rtol=1e-4)
    highest = (careful.heating + careful.coil).max(axis=0) / 1000
    np.testing.assert_allclose(quick.peak, highest, rtol=1e-4)
    cooled = np.array([np.isfinite(u.cooling_setpoint[0]) for u in USES])
    assert (quick.cooling[~cooled] == 0).all()
    assert (quick.cooling[cooled] > 0).all()


def test_that_order_and_threads_change_nothing():
    order = np.random.default_rng(5).permutation(len(VARIANTS))
    straight = yearly_needs(VARIANTS, USES, normal_year())

    mixed = yearly_needs(
        [VARIANTS[i] for i in order], [USES[i] for i in order], normal_year(), workers=2
    )

    for name in ("room", "coil", "cooling", "peak"):
        np.testing.assert_allclose(
            getattr(mixed, name), getattr(straight, name)[order], rtol=1e-4, atol=1.0
        )


def test_that_blocks_of_mixed_hours_give_what_whole_hours_do():
    # Blinds, limits of power and several uses among them; 30 zones fill no group.
    some = [
        replace(v, zone=replace(v.zone, blinds=known(0.5 * (i % 3 == 0))))
        for i, v in enumerate(VARIANTS)
    ]
    whole = run(*prepared(some, USES, normal_year(), COARSE), WARM_UP, np.float32)

    found = yearly_needs(some, USES, normal_year())

    for name, hours in (("room", whole.heating), ("coil", whole.coil)):
        expected = hours.sum(axis=0, dtype=float) / 1000
        np.testing.assert_allclose(getattr(found, name), expected, rtol=1e-4, atol=0.1)
    open_windows = yearly_needs(VARIANTS, USES, normal_year())
    cooled = open_windows.cooling > 0
    shaded = np.arange(len(some)) % 3 == 0
    assert (found.cooling < open_windows.cooling)[cooled & shaded].all()


def test_that_no_buildings_need_nothing():
    assert len(yearly_needs([], [], normal_year()).heating) == 0


def known(value: float) -> Sourced:
    return Sourced(value, value, value, "assumed", "test")
