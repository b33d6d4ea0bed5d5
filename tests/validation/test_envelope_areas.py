"""Envelopes of real and made models beside what the models say of their own parts."""

import math
from pathlib import Path

import numpy as np
import pytest

from validation.envelope.boundaries import external_boundaries
from validation.envelope.compare import Row, direction_of, rows_of
from validation.envelope.models import CORPUS, Case, corpus_cases, sample_cases

WALLS, OPENINGS = 0.03, 0.06


@pytest.fixture(scope="module")
def real(corpus: Path) -> dict[str, Case]:
    return {case.name: case for case in corpus_cases(corpus)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return sample_cases(tmp_path_factory.mktemp("models"), 2)


def areas(rows: list[Row], kind: str) -> tuple[float, float]:
    """Found and own area of a kind, over all directions."""
    chosen = [r for r in rows if r.kind == kind and r.direction != "not found"]
    return sum(r.compared for r in chosen), sum(r.own for r in chosen)


@pytest.mark.parametrize("name", CORPUS)
def test_that_every_large_difference_has_a_reason(real: dict[str, Case], name: str) -> None:
    unexplained = [row for row in rows_of(real[name]) if row.is_large and not row.reason]

    assert unexplained == []


@pytest.mark.parametrize("name", CORPUS)
def test_that_walls_have_the_area_the_model_says(real: dict[str, Case], name: str) -> None:
    found, own = areas(rows_of(real[name]), "wall")

    assert own > 40
    assert found == pytest.approx(own, rel=WALLS)


@pytest.mark.parametrize(
    ("name", "windows"), [("FZK-Haus", 11), ("Office A", 69), ("Duplex", 24), ("SampleHouse4", 10)]
)
def test_that_every_window_is_found(real: dict[str, Case], name: str, windows: int) -> None:
    found, own = areas(rows_of(real[name]), "window")

    assert real[name].envelope.kind.count("window") == windows
    assert found == pytest.approx(own, rel=OPENINGS)


@pytest.mark.parametrize("name", ["FZK-Haus", "Duplex", "SampleHouse4"])
def test_that_roofs_and_floors_end_at_the_walls(real: dict[str, Case], name: str) -> None:
    level = [row for row in rows_of(real[name]) if row.kind in ("roof", "floor")]

    assert level
    assert [row for row in level if row.is_large_within] == []


def test_that_a_model_without_roof_and_floor_says_so(real: dict[str, Case]) -> None:
    codes = {finding.code for finding in real["Office A"].model.findings}

    assert codes >= {"no-roof-in-envelope", "no-floor-in-envelope"}


def test_that_an_impossible_u_value_in_a_real_model_is_reported(real: dict[str, Case]) -> None:
    case = real["SampleHouse4"]
    codes = {finding.code for finding in case.model.findings}
    roof = [kind == "roof" for kind in case.envelope.kind]

    assert "impossible-u-value" in codes
    assert np.isnan(case.envelope.u_value[roof]).all()


def test_that_windows_agree_with_the_space_boundaries(real: dict[str, Case]) -> None:
    boundaries = external_boundaries(real["FZK-Haus"].path)
    found, _ = areas(rows_of(real["FZK-Haus"]), "window")

    assert found == pytest.approx(boundaries["window"], rel=0.01)


def test_that_made_models_agree_with_their_own_quantities(made: list[Case]) -> None:
    for case in made:
        rows = rows_of(case)
        for kind, tolerance in (("wall", WALLS), ("window", OPENINGS)):  # sills are drawn wider
            found, own = areas(rows, kind)
            assert found == pytest.approx(own, rel=tolerance), (case.name, kind)
        assert [r for r in rows if r.kind == "window" and r.direction == "not found"] == []


def test_that_directions_are_eighths_of_the_compass() -> None:
    assert direction_of(350.0, 90.0) == "N"
    assert direction_of(23.0, 90.0) == "NE"
    assert direction_of(math.nan, 0.0) == "level"
