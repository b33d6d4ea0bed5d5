"""Scenarios written as BuildingSync: by its schema, and read again."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.exporters.buildingsync.by_schema import faults
from twin.errors import TwinError
from twin.exporters.buildingsync.content import Calculated, ScenarioBuilding, ScenarioToWrite
from twin.exporters.buildingsync.write import buildingsync_text
from twin.importers.buildingsync.audit import audit_of
from twin.model.audit import ExchangeRate
from twin.model.building import Building
from twin.model.choice import Choice, PortfolioScenario
from twin.workspace.audits import translated
from twin.workspace.audits_out import export_scenario
from twin.workspace.catalogue import catalogue

RATE = ExchangeRate(10.0, "2026-11-02", "Norges Bank")
SCHOOL = Building(
    "b01", "Ås & <Øst> skole", "school", address="Gata 1", construction_year=1972,
    gross_floor_area=3000, heated_floor_area=2800, storeys=2, building_number="12345678",
)  # fmt: skip
HALL = Building("b02", "Hall", "sports", protected=True)
ORDER = {
    "Facility": ["Sites", "Systems", "Schedules", "Measures", "Reports", "Contacts"],
    "Building": [
        "PremisesName", "PremisesIdentifiers", "Address", "OccupancyClassification",
        "FloorsAboveGrade", "HistoricalLandmark", "FloorAreas", "YearOfConstruction",
    ],
    "Measure": [
        "TypeOfMeasure", "SystemCategoryAffected", "LinkedPremises", "TechnologyCategories",
        "MeasureScaleOfApplication", "CustomMeasureName", "LongDescription", "UsefulLife",
        "MeasureTotalFirstCost", "Recommended", "StartDate", "ImplementationStatus",
        "UserDefinedFields",
    ],
    "Scenario": [
        "ScenarioName", "ScenarioNotes", "TemporalStatus", "ScenarioType", "ResourceUses",
        "LinkedPremises",
    ],
    "PackageOfMeasures": [
        "ReferenceCase", "MeasureIDs", "CalculationMethod", "AnnualSavingsSiteEnergy",
        "AnnualSavingsCost", "AnnualSavingsByFuels", "PackageFirstCost", "UserDefinedFields",
    ],
    "ResourceUse": [
        "EnergyResource", "ResourceBoundary", "ResourceUnits", "EndUse",
        "AnnualFuelUseNativeUnits", "AnnualFuelUseConsistentUnits",
    ],
}  # fmt: skip
"""Of the elements that are written, as the schema 2.7.0 has them."""


def whole_catalogue() -> ScenarioToWrite:
    """Every measure of the catalogue on a calculated building, one on another."""
    choices = tuple(
        Choice(str(i), "b01", one.measure, year=2028) for i, one in enumerate(catalogue())
    )
    calculated = Calculated(
        {"electricity": 300_000.0, "district heat": 200_000.0, "oil": 10_000.0},
        {"electricity": 250_000.0, "district heat": 100_000.0, "biofuel": 5000.0},
        2_500_000.0,
        150_000.0,
    )
    return ScenarioToWrite(
        "Alt på én gang", "2026-11-24",
        (ScenarioBuilding(SCHOOL, choices, calculated), ScenarioBuilding(HALL, choices[:1])),
        RATE,
    )  # fmt: skip


def test_that_elements_stand_in_the_order_of_the_schema() -> None:
    root = ElementTree.fromstring(buildingsync_text(whole_catalogue()))
    found = 0
    for node in root.iter():
        order = ORDER.get(_name(node))
        if order is not None and "ID" in node.attrib:
            names = [_name(child) for child in node]
            assert names == sorted(names, key=order.index)
            found += 1

    assert found > 50


def test_that_ids_are_distinct_and_references_lead_somewhere() -> None:
    root = ElementTree.fromstring(buildingsync_text(whole_catalogue()))
    ids = [node.attrib["ID"] for node in root.iter() if "ID" in node.attrib]
    links = {node.attrib["IDref"] for node in root.iter() if "IDref" in node.attrib}

    assert len(ids) == len(set(ids))
    assert links <= set(ids)


def test_that_what_is_written_is_read_again() -> None:
    audit = audit_of(buildingsync_text(whole_catalogue()), "a.xml")

    assert len(audit.measures) == len(catalogue()) + 1
    assert [b.name for b in audit.buildings] == [SCHOOL.name, HALL.name]
    assert audit.buildings[0].floor_area == pytest.approx(3000, rel=1e-4)
    assert audit.delivered == pytest.approx(510_000)
    package = audit.packages[0]
    assert package.savings.energy == pytest.approx(155_000)
    assert package.first_cost == pytest.approx(250_000)
    assert package.savings.method.startswith("Modeled: Twin")


def test_that_sums_stay_in_nok_without_a_rate() -> None:
    text = buildingsync_text(replace(whole_catalogue(), rate=None)).decode()

    assert "PackageFirstCost" not in text
    assert "AnnualSavingsCost" not in text
    assert "Investment excl. VAT [NOK]" in text


def test_that_choices_put_aside_are_not_written() -> None:
    one = catalogue()[0].measure
    aside = ScenarioBuilding(HALL, (Choice("a", "b02", one, is_on=False), Choice("b", "b02", one)))
    audit = audit_of(buildingsync_text(ScenarioToWrite("S", "2026-11-24", (aside,))), "a.xml")

    assert len(audit.measures) == 1


def test_that_a_scenario_without_measures_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(TwinError, match="nothing was written"):
        export_scenario(tmp_path / "a.xml", (SCHOOL,), PortfolioScenario("k", "Tom"))

    assert not (tmp_path / "a.xml").exists()


def test_that_all_public_audits_go_in_and_out_by_the_schema(corpus: Path, tmp_path: Path) -> None:
    files = sorted((corpus / "buildingsync").glob("*.xml"))
    written = 0
    for path in files:
        offers = translated(path, RATE).offers
        choices = tuple(
            Choice(f"{i}-{m.measure_id}", "b01", m, o.proposal.sha256, o.proposal.supplier)
            for i, o in enumerate(offers)
            for m in o.proposal.measures
        )
        if choices:
            out = tmp_path / path.name
            export_scenario(out, (SCHOOL,), PortfolioScenario("k", path.stem, choices), rate=RATE)
            assert not faults(out.read_bytes())
            written += 1

    assert written == 14


def test_that_a_calculated_scenario_passes_the_schema() -> None:
    assert faults(buildingsync_text(whole_catalogue())) == []


def test_that_the_schema_would_tell_of_a_fault() -> None:
    wrong = buildingsync_text(whole_catalogue()).replace(b"YearOfConstruction", b"BuiltIn")

    assert any("BuiltIn" in fault for fault in faults(wrong))


def _name(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]
