"""Scenarios as copies of models: the sample school, Office A, the window and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ifcopenshell
import numpy as np
import pytest

from tests.ifc.test_scenario_copy import at, errors, get_psets, roots
from twin.analysis.sketching.gone import removed_shares
from twin.analysis.sketching.site import site_of
from twin.errors import Cancelled, MissingInput, TwinError
from twin.ifc.load import load_model
from twin.model.building import Building, BuildingModel
from twin.model.choice import Choice, PortfolioScenario
from twin.model.proposal import Product
from twin.model.scenario import Scenario
from twin.model.scenario_copy import ScenarioCopy
from twin.model.sketch import DrawnField, Massing, PlacedProduct, Sketch
from twin.model.write_back import Written
from twin.sample.portfolio import write_sample
from twin.store import portfolio_scenarios
from twin.store.buildings import save_buildings
from twin.store.database import create, open_database
from twin.store.models import save_model
from twin.ui.scenarios import export
from twin.workspace import choices
from twin.workspace.catalogue import by_key, massings
from twin.workspace.enter_building import read_building
from twin.workspace.history import begin
from twin.workspace.known_values import known_of
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.scenarios.ifc_content import About, content_of, plain_text
from twin.workspace.scenarios.ifc_copy import export_ifc, export_scenario_ifc
from twin.workspace.state import State
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, said

SUPPLIER = "Tak & Vegg AS'); <b>#1=IFCWALL('x');\n\x00\\X2\\0041\\X0\\ \ud800"
KIT = (Product("box", "Romboks", (0.09, 0.03, 0.09), "wall", 60.0),)
OFFICE = Building(
    "office-a", "Office A", "office", construction_year=1978, heated_floor_area=8608.0, storeys=4
)


@dataclass(frozen=True)
class Done:
    """A building with everything drawn in it, and the copy that came of it."""

    state: State
    model: BuildingModel
    what: ScenarioCopy
    written: Written
    copy: ifcopenshell.file
    again: BuildingModel
    original: Path
    target: Path

    @property
    def new(self) -> dict[str, tuple[int, str]]:
        """Rows and classes of what is new, by choice."""
        known = {e.global_id for e in self.model.elements}
        rows = [r for r, e in enumerate(self.again.elements) if e.global_id not in known]
        return {
            str(self.facts(r)["ChoiceKey"]): (r, self.again.elements[r].ifc_class) for r in rows
        }

    def facts(self, row: int) -> Mapping[str, Any]:
        return self.again.details[row].property_sets["Twin_Scenario"]

    def box(self, row: int) -> np.ndarray:
        mesh = self.again.mesh
        corners = mesh.vertices[mesh.faces[mesh.face_element == row]].reshape(-1, 3)
        return np.array([corners.min(axis=0), corners.max(axis=0)]) + mesh.origin


def office(folder: Path, corpus: Path) -> Path:
    database = create(folder / "o.twin")
    save_buildings(database, [OFFICE])
    save_model(database, OFFICE.building_id, corpus / "ifc" / "office_A_20110811_2x3.ifc")
    database.close()
    return folder / "o.twin"


def drawn(model: BuildingModel, key: str) -> tuple[Choice, ...]:
    """One choice of each sort: on the roof, an extension in the east, a wing in the west."""
    site = site_of(model)
    x0, y0, x1, y1 = site.footprint.bounds
    face = max(range(len(site.faces)), key=lambda i: site.faces[i].area)
    x, y = site.faces[face].centroid.coords[0]
    z = float(site.heights[face])
    roof = DrawnField(((x - 4, y - 3, z), (x + 4, y - 3, z), (x + 4, y + 3, z), (x - 4, y + 3, z)))
    extension = Massing(((x1, y0), (x1 + 12, y0), (x1 + 12, y0 + 8), (x1, y0 + 8)), 2, 3.3,
                        site.ground)  # fmt: skip
    west = x0 + (x1 - x0) / 8
    wing = Massing(((x0 - 1, y0 - 1), (west, y0 - 1), (west, y1 + 1), (x0 - 1, y1 + 1)), 1,
                   is_removed=True)  # fmt: skip
    piece = PlacedProduct("box", (x, y, site.ground + 1.5), 30.0)
    known = {one.key: one.measure for one in massings()}
    offered = {name: one.measure for name, one in by_key().items()}
    return (
        Choice("wall", key, offered["wall_external_insulation"], "ab" * 32, SUPPLIER, year=2027),
        Choice("window", key, offered["window_replacement"]),
        Choice("pv", key, offered["pv_roof"], sketch=Sketch(fields=(roof,))),
        Choice("kit", key, replace(offered["room_sensors"], kit=KIT),
               sketch=Sketch(products=(piece,))),
        Choice("new", key, known["extension"], sketch=Sketch(massings=(extension,))),
        Choice("wing", key, known["wing_removal"], sketch=Sketch(massings=(wing,))),
        Choice("off", key, offered["led_lighting"], is_on=False),
        Choice("night", key, offered["night_setback"]),
    )  # fmt: skip


@pytest.fixture(scope="module", params=["sample school", "Office A"])
def done(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("copy")
    if request.param == "Office A":
        place = office(folder, request.getfixturevalue("corpus"))
    else:
        place = folder / "s.twin"
        write_sample(place, buildings=1, seed=1)
    portfolio = read_portfolio(place)
    building = portfolio.buildings[0]
    model = read_building(place, building)
    assert model is not None
    chosen = drawn(model, building.building_id)
    scenario = Scenario(building.building_id, "B: «tett»", choices=chosen)
    history = begin(scenario, known=known_of(place, building.building_id))
    state = State(
        portfolio=portfolio, building=building, model=model, mode="what-if", history=history
    )
    target = folder / "copy.ifc"
    written = export_ifc(state, target, "Kari")
    original = next((place / "models").glob(f"{building.model_sha256}*"))
    about = About("what-if", "B: «tett»")
    return Done(
        state, model, content_of(state, about, "Kari"), written, ifcopenshell.open(str(target)),
        load_model(target, None), original, target,
    )  # fmt: skip


def test_that_the_copy_opens_with_all_elements_and_the_new_ones(done: Done) -> None:
    assert done.again.summary.status == done.model.summary.status == "ok"
    before, after = ({e.global_id for e in m.elements} for m in (done.model, done.again))
    assert before <= after
    assert len(after - before) == done.written.added == 4  # panels, box, two storeys
    assert errors(done.target) - errors(done.original) == {}
    source = roots(ifcopenshell.open(str(done.original)))
    kept = roots(done.copy)
    assert {key: kept.get(key) for key in source} == source
    assert done.again.summary.georeference == done.model.summary.georeference
    assert done.again.true_north == done.model.true_north


def test_that_changed_values_are_those_of_the_hourly_balance(done: Done) -> None:
    walls = by_key()["wall_external_insulation"].measure
    (effect,) = [e for e in walls.effects if e.kind in ("u_value", "added_resistance")]
    changed = [part for part in done.what.changed if part.u_value]
    assert len(changed) > 20
    kinds = set[str]()
    for part in changed:
        thing = at(done.copy, part.place)
        kinds.add(thing.is_a())
        own = [v for n, v in get_psets(thing).items() if n.endswith("Common")]
        assert any(v.get("ThermalTransmittance") == pytest.approx(part.u_value) for v in own)
    assert any(kind.startswith("IfcWall") for kind in kinds)
    assert "IfcWindow" in kinds
    row = {e.global_id: i for i, e in enumerate(done.again.elements)}
    wall = next(p for p in changed if at(done.copy, p.place).is_a("IfcWall"))
    known = done.again.details[row[wall.place]].property_sets
    assert known["Pset_WallCommon"]["ThermalTransmittance"] == pytest.approx(wall.u_value)
    if effect.kind == "added_resistance":
        expected = 1 / (1 / wall.u_value_before + effect.value.value)
        assert wall.u_value == pytest.approx(expected, rel=0.02)
    else:
        assert wall.u_value == pytest.approx(effect.value.value)


def test_that_every_touched_element_says_by_whom_and_what(done: Done) -> None:
    notes = {note.key: note for note in done.what.measures}
    assert set(notes) == {"wall", "window", "pv", "kit", "new", "wing", "night"}
    for place in notes["wall"].places:
        sets = [v for n, v in get_psets(at(done.copy, place)).items() if "Twin_Scenario" in n]
        said_here = next(v for v in sets if v.get("ChoiceKey") == "wall")
        assert said_here["Supplier"] == plain_text(SUPPLIER)
        assert said_here["Year"] == 2027
        assert said_here["Status"] == "proposed"
        assert said_here["Source"].endswith("ab" * 32)
        low, central, high = (said_here[f"Cost{n}NOK"] for n in ("Low", "Central", "High"))
        assert 0 < low < central < high
    building = done.copy.by_type("IfcBuilding")[0]
    assert get_psets(building)["Twin_Scenario"]["ChoiceKey"] == "night"
    tasks = [t for t in done.copy.by_type("IfcTask") if t.Status == "proposed"]
    assert len(tasks) == done.written.tasks == 7


def test_that_what_was_drawn_lies_where_it_was_drawn(done: Done) -> None:
    chosen = {c.key: c for c in done.state.scenario.choices} if done.state.scenario else {}
    is_old = done.copy.schema == "IFC2X3"
    row, kind = done.new["pv"]
    assert kind == ("IfcBuildingElementProxy" if is_old else "IfcSolarDevice")
    corners = np.array(chosen["pv"].sketch.fields[0].corners)
    found = done.box(row)
    assert (found[0, :2] >= corners[:, :2].min(axis=0) - 0.01).all()
    assert (found[1, :2] <= corners[:, :2].max(axis=0) + 0.01).all()
    assert 0 < found[0, 2] - corners[0, 2] < 0.5
    row, kind = done.new["kit"]
    assert kind == ("IfcBuildingElementProxy" if is_old else "IfcSensor")
    position = np.array(chosen["kit"].sketch.products[0].position)
    assert np.allclose(done.box(row).mean(axis=0), position, atol=0.05)
    massing = chosen["new"].sketch.massings[0]
    rows = [r for r, e in enumerate(done.again.elements) if e.name.startswith("Extension ")]
    boxes = np.array([done.box(r) for r in sorted(rows, key=lambda r: done.box(r)[0, 2])])
    plan = np.array(massing.outline)
    assert np.allclose(boxes[:, 0, :2], plan.min(axis=0), atol=2e-3)
    assert np.allclose(boxes[:, 1, :2], plan.max(axis=0), atol=2e-3)
    assert np.allclose(boxes[:, 0, 2], [massing.base, massing.base + 3.3], atol=2e-3)
    assert len({done.again.elements[r].storey for r in rows} - {""}) >= 1


def test_that_what_goes_is_marked_and_nothing_else(done: Done) -> None:
    scenario = done.state.scenario
    assert scenario is not None
    wing = next(c for c in scenario.choices if c.key == "wing").sketch.massings[0]
    edge = max(x for x, _ in wing.outline)
    mesh, marked = done.model.mesh, 0
    for row, element in enumerate(done.model.elements):
        faces = mesh.faces[mesh.face_element == row]
        if not len(faces):
            continue
        xs = mesh.vertices[faces][..., 0] + mesh.origin[0]
        status = [
            v["Status"] for n, v in get_psets(at(done.copy, element.global_id)).items()
            if n.endswith("Common") and "Status" in v
        ]  # fmt: skip
        is_marked = ["DEMOLISH"] in status
        marked += is_marked
        if xs.min() > edge:
            assert not is_marked
    assert marked > 3
    assert done.written.removed >= marked


def test_that_shares_of_what_goes_are_those_of_the_surface(done: Done) -> None:
    mesh = done.model.mesh
    low, high = mesh.bounds
    every = Massing(((low[0] - 1, low[1] - 1), (high[0] + 1, low[1] - 1),
                     (high[0] + 1, high[1] + 1), (low[0] - 1, high[1] + 1)), 1)  # fmt: skip
    shares = removed_shares(done.model, every)
    assert set(shares) == set(mesh.face_element.tolist())
    assert list(shares.values()) == pytest.approx([1.0] * len(shares))
    far = replace(every, outline=tuple((x + 1e4, y) for x, y in every.outline))
    assert removed_shares(done.model, far) == {}
    middle = low[0] + 0.4713 * (high[0] - low[0])
    half = replace(every, outline=tuple((min(x, middle), y)
                                        for x, y in every.outline))  # fmt: skip
    cut = removed_shares(done.model, half)
    other = replace(every, outline=tuple((max(x, middle), y)
                                         for x, y in every.outline))  # fmt: skip
    rest = removed_shares(done.model, other)
    for row in set(cut) & set(rest):
        assert cut[row] + rest[row] == pytest.approx(1.0, abs=0.03)


def test_that_nothing_to_write_and_a_stop_are_sentences(done: Done, tmp_path: Path) -> None:
    assert done.state.building is not None
    building = done.state.building
    empty = begin(Scenario(building.building_id, "tom"), known=())
    with pytest.raises(MissingInput, match="no measure in"):
        export_ifc(replace(done.state, history=empty), tmp_path / "x.ifc", "Kari")
    bare = replace(done.state, building=replace(building, model_sha256=""))
    with pytest.raises(MissingInput, match="has no model"):
        export_ifc(bare, tmp_path / "x.ifc", "Kari")
    with pytest.raises(MissingInput, match="No building is entered"):
        export_ifc(State(), tmp_path / "x.ifc", "Kari")

    class Stop:
        def report(self, fraction: float, text: str) -> None:
            if text == "Writing the copy":
                raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        export_ifc(done.state, tmp_path / "x.ifc", "Kari", Stop())
    assert list(tmp_path.iterdir()) == []


def test_that_the_window_writes_the_open_scenario(
    entered: Workspace, settled: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices.add_from_catalogue(entered, "wall_external_insulation", "en")
    settled()
    target = tmp_path / "scenario.ifc"
    monkeypatch.setattr(export, "ask_for_file", lambda *_: target)
    export.ask_for_ifc(None, entered)  # pyright: ignore[reportArgumentType]  no window here
    settled()
    found = entered.state.shelf.open
    assert found is not None
    copy = ifcopenshell.open(str(target))
    wall = next(w for w in copy.by_type("IfcWall") if "Twin_Scenario" in get_psets(w))
    assert get_psets(wall)["Twin_Scenario"]["Scenario"] == found.name
    assert get_psets(wall)["Twin_Scenario"]["ScenarioId"] == found.key
    assert "changed elements" in said(entered)


def test_that_a_stored_scenario_is_exported_without_a_window(folder: Path, tmp_path: Path) -> None:
    measure = by_key()["window_replacement"].measure
    scenario = PortfolioScenario("key", "Plan B", (Choice("c", "b01", measure),))
    database = open_database(folder)
    portfolio_scenarios.save_draft(database, scenario, "Kari", "test")
    database.close()
    target = tmp_path / "b.ifc"
    text = export_scenario_ifc(folder, "Plan B", "b01", target)
    assert "1 tasks" in text
    assert ifcopenshell.open(str(target)).by_type("IfcTask")
    with pytest.raises(TwinError, match="no scenario"):
        export_scenario_ifc(folder, "Plan C", "b01", target)
    with pytest.raises(TwinError, match="no building"):
        export_scenario_ifc(folder, "key/0", "b99", target)
    with pytest.raises(TwinError, match="has no model"):
        export_scenario_ifc(folder, "key/0", "b02", target)


def test_that_texts_no_file_can_hold_are_mended() -> None:
    assert plain_text(" a\x00b\nc\ud800d\u200be ") == "a b c d e"
    assert plain_text("Åse & 'Ola' \\ «😀»") == "Åse & 'Ola' \\ «😀»"
