"""Where outlines of models lie on the map of the portfolio."""

import numpy as np
import pytest

from twin.ifc.envelope.footprint import on_map
from twin.model.building import Georeference

OUTLINE = ((0.0, 0.0), (10.0, 0.0), (10.0, 8.0))


def test_that_a_map_conversion_turns_counter_clockwise_and_scales() -> None:
    place = Georeference("map conversion", "EPSG:25832", 297_000.0, 6_700_000.0, rotation=90.0)

    placed = on_map(OUTLINE, place)

    assert placed is not None
    np.testing.assert_allclose(
        placed, [(297_000, 6_700_000), (297_000, 6_700_010), (296_992, 6_700_010)], atol=1e-6
    )


def test_that_another_map_system_is_converted() -> None:
    # Zone 33 and zone 32 of the same datum: the same place near Bergen, far apart in numbers.
    place = Georeference("map conversion", "EPSG:25833", -31_000.0, 6_732_000.0)

    placed = on_map(OUTLINE, place)

    assert placed is not None
    assert placed[0][0] == pytest.approx(298_000, abs=5_000)
    assert placed[0][1] == pytest.approx(6_700_000, abs=15_000)
    assert np.hypot(*np.subtract(placed[1], placed[0])) == pytest.approx(10.0, rel=0.005)


def test_that_latitude_and_longitude_place_the_zero() -> None:
    place = Georeference("site", latitude=60.39, longitude=5.32)

    placed = on_map(OUTLINE, place)

    assert placed is not None
    assert placed[0] == pytest.approx((297_200, 6_700_000), abs=2_000)


@pytest.mark.parametrize(
    "place",
    [
        None,
        Georeference(),
        Georeference("site", latitude=41.87, longitude=-87.6),
        Georeference("map conversion", "no such system", 1.0, 1.0),
    ],
)
def test_that_no_place_and_far_places_are_unknown(place: Georeference | None) -> None:
    assert on_map(OUTLINE, place) is None


def test_that_a_model_in_map_coordinates_stays_where_it_is() -> None:
    outline = tuple((x + 297_000.0, y + 6_700_000.0) for x, y in OUTLINE)

    assert on_map(outline, None) == outline
