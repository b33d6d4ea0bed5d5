"""The sample models: valid, whole, plausible and the same every time."""

from pathlib import Path

import ifcopenshell
import ifcopenshell.util.element
import ifcopenshell.validate
import pytest

from twin.sample.model.ifc_relations import NS3451_NAMES
from twin.sample.model.writer import WrittenModel, write_model
from twin.sample.plans.catalogue import PLANS

BY_ID = {plan.building_id: plan for plan in PLANS}
LARGEST = 4_000_000  # bytes


@pytest.fixture(scope="module")
def kindergarten(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, WrittenModel]:
    path = tmp_path_factory.mktemp("models") / "b05.ifc"
    return path, write_model(BY_ID["b05"], path)


def complaints(path: Path, *, express_rules: bool) -> list[str]:
    log = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(str(path), log, express_rules=express_rules)
    return [str(s.get("message")) for s in log.statements]


@pytest.mark.parametrize("building_id", ["b06", "b10"])
def test_that_a_model_passes_validation(building_id: str, tmp_path: Path) -> None:
    path = tmp_path / f"{building_id}.ifc"

    write_model(BY_ID[building_id], path)

    assert complaints(path, express_rules=False) == []
    assert path.stat().st_size < LARGEST


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("building_id", sorted(BY_ID))
def test_that_every_model_passes_validation_with_its_rules(
    building_id: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{building_id}.ifc"

    write_model(BY_ID[building_id], path)

    assert complaints(path, express_rules=True) == []
    assert path.stat().st_size < LARGEST


@pytest.mark.parametrize("building_id", ["b01", "b03", "b05", "b07", "b08", "b09", "b12"])
def test_that_every_global_id_is_used_once(building_id: str, tmp_path: Path) -> None:
    write_model(BY_ID[building_id], tmp_path / "model.ifc")

    model = ifcopenshell.open(str(tmp_path / "model.ifc"))
    roots = model.by_type("IfcRoot")

    assert len({r.GlobalId for r in roots}) == len(roots)


def test_that_the_same_plan_gives_the_same_bytes(
    kindergarten: tuple[Path, WrittenModel], tmp_path: Path
) -> None:
    first, _ = kindergarten

    write_model(BY_ID["b05"], tmp_path / "again.ifc")

    assert (tmp_path / "again.ifc").read_bytes() == first.read_bytes()


def test_that_every_window_sits_in_a_hole_of_a_wall(
    kindergarten: tuple[Path, WrittenModel],
) -> None:
    model = ifcopenshell.open(str(kindergarten[0]))
    windows = model.by_type("IfcWindow")
    walls = [w.FillsVoids[0].RelatingOpeningElement.VoidsElements[0][4] for w in windows]

    assert len(windows) > 40
    assert all(w.is_a("IfcWall") for w in walls)


def test_that_outer_parts_say_their_u_value(kindergarten: tuple[Path, WrittenModel]) -> None:
    model = ifcopenshell.open(str(kindergarten[0]))
    get_psets = ifcopenshell.util.element.get_psets
    windows = [get_psets(w)["Pset_WindowCommon"] for w in model.by_type("IfcWindow")]
    roofs = [
        get_psets(s)["Pset_SlabCommon"]
        for s in model.by_type("IfcSlab")
        if s.PredefinedType == "ROOF"
    ]

    assert {w["ThermalTransmittance"] for w in windows} == {1.1}
    assert {r["ThermalTransmittance"] for r in roofs} == {0.12}
    assert all(p["IsExternal"] for p in (*windows, *roofs))


def test_that_every_element_is_classified_after_ns_3451(
    kindergarten: tuple[Path, WrittenModel],
) -> None:
    model = ifcopenshell.open(str(kindergarten[0]))
    classified = {
        o.GlobalId: relation.RelatingClassification.Identification
        for relation in model.by_type("IfcRelAssociatesClassification")
        for o in relation.RelatedObjects
    }
    elements = [e for e in model.by_type("IfcElement") if not e.is_a("IfcOpeningElement")]

    assert {e.GlobalId for e in elements} == set(classified)
    assert set(classified.values()) <= set(NS3451_NAMES)


def test_that_the_model_lies_where_its_site_says(
    kindergarten: tuple[Path, WrittenModel],
) -> None:
    model = ifcopenshell.open(str(kindergarten[0]))
    conversion = model.by_type("IfcMapConversion")[0]
    degrees, minutes, seconds, _ = model.by_type("IfcSite")[0].RefLatitude

    assert model.by_type("IfcProjectedCRS")[0].Name == "EPSG:25832"
    assert 290_000 < conversion.Eastings < 310_000
    assert 6_680_000 < conversion.Northings < 6_720_000
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(
        BY_ID["b05"].place.latitude, abs=1 / 3600
    )


def test_that_the_twelve_buildings_are_as_different_as_promised() -> None:
    storeys = [max(w.last for w in p.wings) + 1 for p in PLANS]

    assert len(PLANS) == 12
    assert len({p.category for p in PLANS}) == 7
    assert min(p.year for p in PLANS) == 1925
    assert max(p.year for p in PLANS) == 2018
    assert (min(storeys), max(storeys)) == (1, 5)
    assert len({p.place.district for p in PLANS}) == 8
