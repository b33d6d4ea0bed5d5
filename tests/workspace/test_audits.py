"""Energy audits in BuildingSync: read without trust, turned into proposals, written again."""

import math
from collections import Counter
from pathlib import Path

import pytest

from twin.analysis.from_audit.money import Sums
from twin.errors import TwinError, UnreadableFile
from twin.importers.buildingsync.audit import audit_of
from twin.importers.buildingsync.units import energy
from twin.model.audit import ExchangeRate
from twin.store.database import create
from twin.store.proposals import load_proposals
from twin.workspace.audits import import_audit, is_audit, rate_of, translated

RATE = ExchangeRate(10.0, "2026-11-02", "Norges Bank")
SPACE = 'xmlns="http://buildingsync.net/schemas/bedes-auc/2019"'
AUDIT = f"""<?xml version="1.0"?>
<BuildingSync {SPACE} version="2.7.0"><Facilities><Facility ID="F1">
<Sites><Site ID="S1"><Buildings><Building ID="B1"><PremisesName>Town hall</PremisesName>
<OccupancyClassification>Office</OccupancyClassification>
<FloorAreas><FloorArea><FloorAreaType>Gross</FloorAreaType><FloorAreaValue>10763.91</FloorAreaValue>
</FloorArea></FloorAreas><YearOfConstruction>1974</YearOfConstruction>
</Building></Buildings></Site></Sites>
<Measures>
<Measure ID="M1"><TypeOfMeasure><Replacements/></TypeOfMeasure>
<TechnologyCategories><TechnologyCategory><LightingImprovements>
<MeasureName>Retrofit with light emitting diode technologies</MeasureName>
</LightingImprovements></TechnologyCategory></TechnologyCategories>
<LongDescription>LED everywhere</LongDescription>
<MeasureSavingsAnalysis><CalculationMethod><Modeled><SoftwareProgramUsed>EnergyPlus
</SoftwareProgramUsed></Modeled></CalculationMethod><AnnualSavingsByFuels>
<AnnualSavingsByFuel><EnergyResource>Electricity</EnergyResource><ResourceUnits>kWh</ResourceUnits>
<AnnualSavingsNativeUnits>20000</AnnualSavingsNativeUnits></AnnualSavingsByFuel>
</AnnualSavingsByFuels><OMCostAnnualSavings>500</OMCostAnnualSavings>
<FundingFromIncentives>700</FundingFromIncentives></MeasureSavingsAnalysis>
<MVCost>300</MVCost><MVOption>Option C: Whole Building Measurement</MVOption>
<UsefulLife>12</UsefulLife><MeasureInstallationCost>4000</MeasureInstallationCost>
<MeasureMaterialCost>6000</MeasureMaterialCost>
<ImplementationStatus>Proposed</ImplementationStatus></Measure>
<Measure ID="M2"><LongDescription>Paint the door</LongDescription></Measure>
<Measure ID="M3"><LongDescription>Done long ago</LongDescription>
<ImplementationStatus>Completed</ImplementationStatus></Measure>
</Measures>
<Reports><Report ID="R1"><Scenarios>
<Scenario ID="Today"><ScenarioType><CurrentBuilding/></ScenarioType><ResourceUses>
<ResourceUse ID="U1"><EnergyResource>Electricity</EnergyResource><ResourceUnits>kWh</ResourceUnits>
<AnnualFuelUseNativeUnits>200000</AnnualFuelUseNativeUnits></ResourceUse></ResourceUses></Scenario>
<Scenario ID="P1"><ScenarioName>Light</ScenarioName><ScenarioType><PackageOfMeasures ID="PM1">
<MeasureIDs><MeasureID IDref="M1"/><MeasureID IDref="M9"/></MeasureIDs>
</PackageOfMeasures></ScenarioType></Scenario>
</Scenarios></Report></Reports>
</Facility></Facilities></BuildingSync>
"""


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """A small audit of one building."""
    path = tmp_path / "hall.xml"
    path.write_text(AUDIT, encoding="utf-8")
    return path


def test_that_a_fitting_measure_gets_effects_that_are_marked_as_assumed(audit: Path) -> None:
    (offer,) = translated(audit, RATE).offers
    (measure,) = offer.proposal.measures
    by_kind = {e.kind: e for e in measure.effects}

    assert measure.catalogue == "led_lighting"
    assert by_kind["lighting_factor"].value.source.startswith("Assumed as in the catalogue")
    assert measure.selector.built_to == 0  # the audited building is no filter
    assert not measure.selector.categories


def test_that_savings_are_claims_with_their_method_as_evidence(audit: Path) -> None:
    (offer,) = translated(audit, RATE).offers
    (measure,) = offer.proposal.measures
    claim = next(e for e in measure.effects if e.kind == "claimed_saving")
    evidence = {e.evidence_id: e for e in offer.proposal.evidence}

    assert claim.is_claimed
    assert claim.value.value == pytest.approx(10.0)  # 20 000 of 200 000 kWh
    assert evidence[claim.evidence].kind == "calculation"
    assert "EnergyPlus" in evidence[claim.evidence].source


def test_that_sums_are_nok_by_the_stated_rate_and_area(audit: Path) -> None:
    (offer,) = translated(audit, RATE).offers
    (measure,) = offer.proposal.measures
    upkeep = next(e for e in measure.effects if e.kind == "running_cost")

    assert measure.cost_basis == "floor_area"
    assert measure.unit_cost.value == pytest.approx(10_000 * 10 / 1000, rel=1e-5)
    assert "Norges Bank, 2026-11-02" in measure.unit_cost.source
    assert upkeep.value.value == pytest.approx(-500 * 10 / 1000, rel=1e-5)
    assert offer.proposal.verification.option == "C"
    assert offer.proposal.verification.cost.value == pytest.approx(3000)
    assert measure.service_life == 12


def test_that_what_is_left_out_is_told_with_its_line(audit: Path) -> None:
    done = translated(audit, RATE)
    told = {f.values.get("title", f.values.get("name")): f for f in done.findings}

    assert "no change the program can" in told["Paint the door"].text()
    assert "Completed" in told["Done long ago"].text()
    assert "the file does not have" in told["M9"].text()
    lines = AUDIT.splitlines()
    line = int(told["Paint the door"].values["line"])
    assert 'ID="M2"' in lines[line - 1]


def test_that_the_audited_building_is_told_as_information(audit: Path) -> None:
    (offer,) = translated(audit, RATE).offers
    about = next(e for e in offer.proposal.evidence if e.evidence_id == "audited-buildings")

    assert "Town hall, Office, 1,000 m2, built 1974" in about.source


def test_that_imported_offers_wait_to_be_accepted(audit: Path, tmp_path: Path) -> None:
    database = create(tmp_path / "P.twin")
    try:
        done = import_audit(database, audit, RATE)
        (kept,) = load_proposals(database)
    finally:
        database.close()

    assert done.proposal_id == kept.proposal_id
    assert not kept.accepted
    assert kept.title == "Light"


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE BuildingSync [<!ENTITY a "b">]>',
        '<!DOCTYPE BuildingSync SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_that_document_types_and_entities_are_refused(before: str) -> None:
    text = AUDIT.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{before}')

    with pytest.raises(UnreadableFile, match="document type or entities in line 1"):
        audit_of(text.encode(), "a.xml")


@pytest.mark.parametrize(
    "content",
    [b"", b"<", b"<a/>", b"\xff\xfe\x00", b"<BuildingSync/>", AUDIT.encode()[:900]],
)
def test_that_other_xml_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        audit_of(content, "a.xml")

    assert "nothing was imported" in str(caught.value)


def test_that_deep_xml_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="deeper"):
        audit_of(f"<BuildingSync {SPACE}>".encode() + b"<a>" * 5000, "a.xml")


@pytest.mark.parametrize(
    ("amount", "unit", "resource", "kwh"),
    [
        (1, "MMBtu", "Natural gas", 293.0711),
        (1, "therms", "Natural gas", 29.30711),
        (1, "kBtu", "", 0.2930711),
        (2, "MWh", "Electricity", 2000),
        (1, "Gallons", "Fuel oil no 2", 138 * 0.2930711),
        (1, "Ton-hour", "District chilled water", 3.516853),
    ],
)
def test_that_units_become_kwh(amount: float, unit: str, resource: str, kwh: float) -> None:
    assert energy(amount, unit, resource) == pytest.approx(kwh, rel=1e-5)


def test_that_a_volume_of_something_unknown_is_not_energy() -> None:
    assert math.isnan(energy(1, "Gallons", "Other"))


@pytest.mark.parametrize(
    ("nok", "on", "source"),
    [(0, "2026-01-01", "x"), (10, "soon", "x"), (10, "2026-01-01", " ")],
)
def test_that_a_rate_needs_day_and_source(nok: float, on: str, source: str) -> None:
    with pytest.raises(TwinError, match="Nothing was imported"):
        rate_of(nok, on, source)


def test_that_a_sum_says_what_it_was() -> None:
    given = Sums(RATE).whole(1234.5)

    assert given.value == 12345
    assert given.source == "USD 1,234.50 x 10 NOK (Norges Bank, 2026-11-02)"


def test_that_every_public_audit_is_read_and_told(corpus: Path) -> None:
    files = sorted((corpus / "buildingsync").glob("*.xml"))
    if not files:
        pytest.skip("no audits in the corpus")
    counted: Counter[str] = Counter()
    for path in files:
        assert is_audit(path)
        done = translated(path, RATE)
        offered = sum(len(o.proposal.measures) for o in done.offers)
        left = {f.values["line"] for f in done.findings if f.code == "audit-measure-left-out"}
        in_offers = {m.measure_id for o in done.offers for m in o.proposal.measures}
        assert len(left) + len(in_offers) >= len({m.key for m in done.audit.measures})
        assert not [f for f in done.findings if f.code == "audit-unfit"]
        counted.update(files=1, measures=len(done.audit.measures), offered=offered)

    assert counted == {"files": 20, "measures": 218, "offered": 95}


def test_that_the_invalid_audit_is_refused_with_lines(corpus: Path, tmp_path: Path) -> None:
    path = corpus / "buildingsync" / "BuildingSync_Website_Invalid_Schema.xml"
    if not path.is_file():
        pytest.skip("the audit is not in the corpus")
    done = translated(path, RATE)
    misplaced = [f for f in done.findings if f.code == "buildingsync-misplaced"]
    database = create(tmp_path / "P.twin")
    try:
        with pytest.raises(UnreadableFile, match="Line 5: PremisesName has no place in Facility"):
            import_audit(database, path, RATE)
    finally:
        database.close()

    assert [f.values["line"] for f in misplaced[:3]] == [5, 6, 7]
    assert {"Measures", "Reports"} <= {f.values["name"] for f in misplaced}
