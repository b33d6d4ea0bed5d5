"""The quick way through a portfolio stays near the careful one, building by building."""

import numpy as np
import pytest

from tests.analysis.zone.test_many import CATEGORIES, YEARS, archetype, heat
from twin.analysis.assumptions import central_physics
from twin.analysis.operation import hourly_use
from twin.analysis.zone.many import Variant, needs
from twin.analysis.zone.portfolio import yearly_needs
from twin.workspace.defaults import defaults, normal_year

PHYSICS = central_physics(defaults())
VARIANTS = [Variant(archetype(c, y), PHYSICS) for y in YEARS for c in CATEGORIES]
USES = [hourly_use(defaults().operations[c]) for _ in YEARS for c in CATEGORIES]


def test_that_a_portfolio_needs_what_its_buildings_do_one_by_one():
    careful = needs(VARIANTS, USES, normal_year())

    quick = yearly_needs(VARIANTS, USES, normal_year())

    np.testing.assert_allclose(quick.heating, heat(careful), rtol=0.01)
    assert quick.heating.sum() == pytest.approx(heat(careful).sum(), rel=0.005)
    # Convection of the hour before takes up less heat right after a set-back.
    highest = (careful.heating + careful.coil).max(axis=0) / 1000
    assert (quick.peak <= 1.001 * highest).all()
    np.testing.assert_allclose(quick.peak, highest, rtol=0.15)
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
