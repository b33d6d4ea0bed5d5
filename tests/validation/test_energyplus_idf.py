"""The EnergyPlus input of a case: areas, directions, layers and what is switched on."""

from pathlib import Path

import numpy as np
import pytest

from twin.model.arrays import FloatArray
from validation.energyplus.cases import SIDES, Case
from validation.energyplus.catalogue import all_cases
from validation.energyplus.idf import idf, write_case

CASES = {case.name: case for case in all_cases()}
SCHOOL = CASES["school-3-tek69-heavy"]


def objects(case: Case, kind: str) -> list[list[str]]:
    """Fields of all objects of a kind."""
    parts = [text.rstrip(";").split(", ") for text in idf(case, Path("schedules.csv"))]
    return [fields[1:] for fields in parts if fields[0] == kind]


def normal(points: FloatArray) -> FloatArray:
    """Twice the area times the outward unit normal of a flat polygon (Newell)."""
    return np.cross(points, np.roll(points, -1, axis=0)).sum(axis=0)


def corners(fields: list[str], count: int = 4) -> FloatArray:
    return np.array([float(value) for value in fields[-3 * count :]]).reshape(count, 3)


def test_that_every_storey_is_a_zone_of_its_own():
    assert [fields[0] for fields in objects(SCHOOL, "Zone")] == [
        "storey_0",
        "storey_1",
        "storey_2",
    ]


def test_that_walls_look_outwards_in_the_direction_of_their_name():
    outwards = {"south": (0, -1, 0), "north": (0, 1, 0), "east": (1, 0, 0), "west": (-1, 0, 0)}
    by_name = {fields[0]: fields for fields in objects(SCHOOL, "BuildingSurface:Detailed")}
    for side in SIDES:
        for storey in range(3):
            area = normal(corners(by_name[f"storey_{storey} {side}"])) / 2
            wanted = SCHOOL.box.side_area(side) * np.array(outwards[side])
            np.testing.assert_allclose(area, wanted, atol=1e-6)


def test_that_floors_look_down_and_roof_and_ceilings_up():
    for fields in objects(SCHOOL, "BuildingSurface:Detailed"):
        if fields[1] in ("Floor", "Ceiling", "Roof"):
            up = -1 if fields[1] == "Floor" else 1
            area = normal(corners(fields)) / 2
            np.testing.assert_allclose(area, (0, 0, up * SCHOOL.box.storey_area))


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.name)
def test_that_window_areas_are_the_shares_of_the_case(case: Case):
    found: dict[str, float] = dict.fromkeys(SIDES, 0.0)
    for fields in objects(case, "FenestrationSurface:Detailed"):
        found[fields[3].split()[-1]] += float(np.linalg.norm(normal(corners(fields)))) / 2

    for side in SIDES:
        wanted = case.windows.share(side) * case.box.side_area(side) * case.box.storeys
        assert found[side] == pytest.approx(wanted, rel=1e-6)


def test_that_a_floor_between_storeys_has_the_layers_of_the_ceiling_below_reversed():
    by_name = {fields[0]: fields[1:] for fields in objects(SCHOOL, "Construction")}

    assert by_name["storey_floor"] == by_name["storey_ceiling"][::-1]


def test_that_both_faces_of_inner_walls_see_the_zone():
    area = float(objects(SCHOOL, "InternalMass")[0][-1])

    assert area == pytest.approx(2 * 0.6 * SCHOOL.box.storey_area)


def test_that_a_building_with_air_handling_has_one_unit_per_storey():
    assert len(objects(SCHOOL, "ZoneHVAC:OutdoorAirUnit")) == 3
    assert objects(SCHOOL, "ZoneVentilation:DesignFlowRate") == []


def test_that_a_building_without_air_handling_has_none():
    natural = CASES["kindergarten-1-tek69-light-natural"]

    assert objects(natural, "ZoneHVAC:OutdoorAirUnit") == []
    assert len(objects(natural, "ZoneVentilation:DesignFlowRate")) == 1


def test_that_the_building_turns_with_the_rotation_of_the_box():
    turned = CASES["school-2-tek87-heavy"]

    assert float(objects(turned, "Building")[0][1]) == 45


def test_that_hourly_schedules_have_a_row_for_every_hour(tmp_path: Path):
    write_case(SCHOOL, tmp_path)

    rows = (tmp_path / "schedules.csv").read_text(encoding="ascii").splitlines()

    assert len(rows) == 8761
    assert rows[0] == "gains,airflow,heating_setpoint,cooling_setpoint"
