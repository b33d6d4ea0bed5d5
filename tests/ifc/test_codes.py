"""Codes of building parts in real Norwegian and other models: none is invented."""

from pathlib import Path

import pytest

from twin.ifc.load import load_model
from twin.model.building import BuildingModel
from twin.model.classification import NS_3451

SOURCES = {"reference", "property", "name", "class default", ""}


@pytest.fixture(scope="module")
def model_of(corpus: Path, tmp_path_factory: pytest.TempPathFactory):
    cache = tmp_path_factory.mktemp("cache")

    def load(name: str) -> BuildingModel:
        return load_model(corpus / "ifc" / name, cache)

    return load


def codes(model: BuildingModel, ifc_class: str) -> set[tuple[str, str, str]]:
    return {
        (e.classification, e.classification_table, e.classification_source)
        for e in model.elements
        if e.ifc_class == ifc_class
    }


@pytest.mark.parametrize(
    "name", ["munkerud_NO_ifc2x2.ifc", "NO_TeklaModell_v440_klassifisert.ifc"]
)
def test_that_every_code_says_its_table_and_source(model_of, name):
    for element in model_of(name).elements:
        assert element.classification_source in SOURCES
        known = bool(element.classification)
        assert bool(element.classification_source) == known
        assert (element.classification_table == NS_3451) == known


def test_that_classes_of_a_norwegian_house_have_their_usual_parts(model_of):
    model = model_of("munkerud_NO_ifc2x2.ifc")
    assert codes(model, "IfcColumn") == {("222", NS_3451, "class default")}
    assert codes(model, "IfcWindow") == {("234", NS_3451, "class default")}


def test_that_codes_of_another_system_are_not_taken_for_building_parts(model_of):
    model = model_of("NO_TeklaModell_v440_klassifisert.ifc")
    systems = {r.system for d in model.details for r in d.classifications}
    assert systems == {"Handbok V440"}  # road structures, with codes such as C12 and H11
    assert "reference" not in {e.classification_source for e in model.elements}
    assert codes(model, "IfcBeam") == {("223", NS_3451, "class default")}


def test_that_pipes_of_a_heating_system_belong_to_its_pipework(model_of):
    found = codes(model_of("anwenderhandbuch_Heizung_2x3.ifc"), "IfcFlowSegment")
    assert found == {("322", NS_3451, "class default")}


def test_that_pipes_of_a_wastewater_system_belong_to_sanitary_pipework(model_of):
    found = codes(model_of("pcert_Infra-Plumbing.ifc"), "IfcPipeSegment")
    assert found == {("312", NS_3451, "class default")}
