"""What the offers of the sample reach in its buildings, and why the new ones are left alone."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis import targets
from twin.analysis.proposals import parse_proposal, reach
from twin.analysis.zones import zone_from_model
from twin.ifc.load import load_model
from twin.model.building import Building, BuildingModel
from twin.model.condition import Assessment
from twin.model.proposal import Reach
from twin.sample.assessments import assessments
from twin.sample.model.writer import write_model
from twin.sample.plans.catalogue import PLANS
from twin.sample.portfolio import buildings
from twin.sample.proposals import proposal_files
from twin.workspace.defaults import defaults

WINDOWS, VENTILATION = "vestlandsvinduer-2026-01.json", "klimavent-2026-03.json"
Case = tuple[Building, BuildingModel, tuple[Assessment, ...]]


def case(building_id: str, factory: pytest.TempPathFactory) -> Case:
    building = next(b for b in buildings() if b.building_id == building_id)
    plan = next(p for p in PLANS if p.building_id == building_id)
    path = factory.mktemp("model") / "model.ifc"
    written = write_model(plan, path)
    return building, load_model(path, None), assessments(building, written.elements, 1)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Of 2018."""
    return case("b09", tmp_path_factory)


@pytest.fixture(scope="module")
def nursing_home(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Of 2003."""
    return case("b12", tmp_path_factory)


def reached(of: Case, name: str) -> list[Reach]:
    building, model, known = of
    zone = zone_from_model(building, model.envelope, defaults())
    return list(reach(parse_proposal(proposal_files()[name]), building, model, known, zone))


def test_that_new_windows_are_left_as_they_are(library: Case) -> None:
    (found,) = reached(library, WINDOWS)

    assert replace(found, remarks=()) == Reach("m1", (), 0.0, "m2", targets.NO_NEED)
    assert [r.code for r in found.remarks] == ["ungraded"]


def test_that_only_worn_windows_of_a_younger_building_are_replaced(nursing_home: Case) -> None:
    (found,) = reached(nursing_home, WINDOWS)
    envelope = nursing_home[1].envelope
    assert envelope is not None
    windows = envelope.area[np.array(envelope.kind) == "window"].sum()

    assert found.reason == ""
    assert 0 < found.quantity < 0.03 * windows


def test_that_ventilation_is_offered_to_the_kinds_of_building_it_names(
    library: Case, nursing_home: Case
) -> None:
    in_library = [r.reason for r in reached(library, VENTILATION)]
    in_nursing_home = [r.reason for r in reached(nursing_home, VENTILATION)]

    assert in_library == [targets.OTHER_CATEGORY, targets.OTHER_CATEGORY]
    assert in_nursing_home == ["", targets.OTHER_CATEGORY]
