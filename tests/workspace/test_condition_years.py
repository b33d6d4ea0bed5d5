"""Condition of a year, backlog, funding, grading: what window and exports share."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from twin.model.building import Building, BuildingModel, Element, ElementDetails, ModelSummary
from twin.model.condition import Assessment, ConditionGrade
from twin.model.mesh import empty_mesh
from twin.model.records import column
from twin.workspace import selecting
from twin.workspace.condition import current_assessments
from twin.workspace.element_record import element_record
from twin.workspace.export_tables import building_backlogs
from twin.workspace.funding import FundingWish, funding_plan
from twin.workspace.grading import new_assessments
from twin.workspace.look_ahead import prepared
from twin.workspace.outlook import as_shown
from twin.workspace.portfolio import PortfolioData
from twin.workspace.row_condition import buildings_in, condition_shown
from twin.workspace.state import State
from twin.workspace.upkeep import backlog_table, facts, newest_price_year, price_years, upkeep

NAN = float("nan")


def graded(building_id: str, part: str, year: int, grade: int, cost: float = NAN) -> Assessment:
    return Assessment(
        building_id, "", part, ConditionGrade(grade), 2, "Rot", "Replace", date(year, 5, 1), "KM",
        1, cost * 0.8, cost, cost * 1.5, 2026, assessment_id=f"{building_id}{part}{year}",
    )  # fmt: skip


def portfolio(tmp_path, *assessments: Assessment, count: int = 3) -> PortfolioData:
    buildings = tuple(
        Building(
            f"b{i}", f"House {i}", "school", construction_year=1975.0, gross_floor_area=1000.0
        )
        for i in range(count)
    )
    return PortfolioData(
        tmp_path, "p", buildings, assessments, (), (), (), (), np.full(count, np.nan),
        (0,) * count,
    )  # fmt: skip


@pytest.fixture
def known(tmp_path) -> PortfolioData:
    return portfolio(
        tmp_path,
        graded("b0", "234", 2012, 1),
        graded("b0", "234", 2024, 3, 1_000_000.0),
        graded("b0", "262", 2024, 2, 200_000.0),
        graded("b1", "234", 2023, 1),
        replace(graded("b0", "231", 2024, 3, 500_000.0), is_development=True),
    )


class Told:
    """A progress that keeps what it was sent."""

    def __init__(self) -> None:
        self.sent: list = []
        self.fractions: list[float] = []

    def report(self, fraction: float, text: str) -> None:
        del text
        self.fractions.append(fraction)

    def send(self, part: object) -> None:
        self.sent.append(part)


def test_that_development_is_never_in_the_sum_and_stands_beside_it(known):
    table = backlog_table(known)

    assert table.total.p50 == 1_200_000
    assert table.development.p50 == 500_000
    assert sum(line.maintenance.p50 for line in table.lines) == pytest.approx(table.total.p50)
    assert sum(line.development.p50 for line in table.lines) == pytest.approx(500_000)


def test_that_a_good_building_owes_nothing_and_an_unseen_one_is_unknown(known):
    found = upkeep(known)

    assert found.spread("b1").p50 == 0
    assert np.isnan(found.spread("b2").p50)


def test_that_page_cards_and_exported_file_show_the_same_backlog(known):
    rows = building_backlogs(known, known.buildings)

    assert rows[0].central == upkeep(known).spread("b0").p50 == 1_200_000
    assert backlog_table(known, "b0").total.p50 == rows[0].central


def test_that_another_price_level_changes_every_figure_alike(known):
    """SSB: 154.2 in 2026, 100 in 2015, so 1 200 000 becomes 1 200 000 / 1.542."""
    cheaper = replace(known, price_year=2015)

    expected = 1_200_000 / 1.542
    assert upkeep(cheaper).spread("b0").p50 == pytest.approx(expected, rel=1e-6)
    assert backlog_table(cheaper).total.p50 == pytest.approx(expected, rel=1e-6)
    assert building_backlogs(cheaper, known.buildings)[0].central == pytest.approx(expected)
    assert newest_price_year() in price_years()


def test_that_filters_know_grade_consequence_risk_and_age(known):
    found = facts(known)

    assert (found["b0"].grade, found["b0"].consequence, found["b0"].risk) == (3, 2, 3)
    assert (found["b1"].grade, found["b1"].consequence) == (1, -1)
    assert found["b0"].age < found["b1"].age
    assert "b2" not in found


def test_that_a_year_within_the_slider_is_looked_at_and_this_year_is_today():
    assert [as_shown(y) for y in (0, 1990, 2012, 2100)] == [0, 2000, 2012, 2056]
    assert as_shown(date.today().year) == 0


def test_that_the_past_shows_what_was_known_and_the_future_waits_for_the_forecast(known):
    assert buildings_in(known, 2011, None).worst.tolist() == [-2, -2, -2]
    assert buildings_in(known, 2015, None).worst.tolist() == [1, -2, -2]
    assert not buildings_in(known, 2040, None).is_ready


def test_that_the_forecast_is_sent_first_and_every_year_is_prepared(known):
    told = Told()

    prepared(known, told)

    ahead = told.sent[0]
    assert ahead.is_of(known)
    more = (*known.assessments, known.assessments[0])
    assert not ahead.is_of(replace(known, assessments=more))
    assert told.fractions == sorted(told.fractions)
    later = buildings_in(known, 2050, ahead)
    assert later.is_forecast and later.is_ready
    assert later.weighted[1] > 1.0  # worn since
    assert len(later.mean_grade) == 3 and later.mean_grade[0] <= later.mean_grade[2]


def test_that_what_ifs_are_always_of_today(known):
    state = State(portfolio=known, building=known.buildings[0], mode="what-if", year=2012)
    assert condition_shown(replace(state, mode="portfolio")).year == 2012
    assert condition_shown(state) is None  # no model yet


def test_that_a_fixed_budget_leaves_less_when_it_is_larger(known):
    told = Told()
    prepared(known, told)

    def left(budget: float) -> float:
        plan = funding_plan(known, told.sent[0], FundingWish(budget, 0.5, 2036))
        return float(next(c for m, c in plan.curves.items() if m == "fixed budget").backlog[1, 5])

    plan = funding_plan(known, told.sent[0], FundingWish(1e5, 0.5, 2036))
    assert left(3e5) < left(1e5) < left(0.0)
    target = next(c for m, c in plan.curves.items() if m == "reach target")
    assert target.start_backlog[1] == pytest.approx(backlog_table(known).total.p50)
    assert target.backlog[1, 10] <= 0.5 * target.start_backlog[1] * 1.001


def test_that_grading_again_begins_with_what_was_said_last(known, tmp_path):
    model_like = Element("w1", "w1", 1, "IfcWindow", classification="234")
    before = replace(graded("b0", "234", 2024, 2), global_id="w1", symptom="Cracks")
    found = portfolio(tmp_path, before)
    state = State(
        portfolio=found, building=found.buildings[0], mode="building",
        selection=frozenset({"w1", "w2"}),
        model=_model(model_like, replace(model_like, key="w2", global_id="w2")),
    )  # fmt: skip

    made = new_assessments(state, "me", iter(("k1", "k2")).__next__)

    assert [(a.global_id, a.assessment_id, a.assessed_by) for a in made] == [
        ("w1", "k1", "me"), ("w2", "k2", "me"),
    ]  # fmt: skip
    assert made[0].symptom == "Cracks" and made[0].grade == 2
    assert made[0].assessed_on == date.today()
    assert made[1].part_code == "234" and made[1].symptom == ""


def test_that_buildings_without_a_model_are_graded_part_by_part(known):
    state = State(portfolio=known, mode="portfolio", selection=frozenset({"b1", "b2"}))

    made = new_assessments(state, "me", iter(("k1", "k2")).__next__)

    assert [(a.building_id, a.global_id, a.part_code) for a in made] == [
        ("b1", "", ""), ("b2", "", ""),
    ]  # fmt: skip


def test_that_selections_grow_by_kind_storey_and_building_part():
    wall = Element("v1", "v1", 1, "IfcWall", storey="s1", classification="231")
    window = Element("w1", "w1", 2, "IfcWindow", storey="s1", classification="234")
    above = replace(window, key="w2", global_id="w2", storey="s2")
    model = _model(wall, window, above)
    chosen = frozenset({"w1"})

    assert selecting.alike(model, chosen) == {"w1", "w2"}
    assert selecting.on_storey(model, chosen) == {"v1", "w1"}
    assert selecting.of_part(model, chosen) == {"w1", "w2"}
    assert selecting.on_facade(model, chosen) == chosen  # no envelope says where it faces


def test_that_the_card_of_an_element_knows_its_history_and_risk(tmp_path):
    history = [
        replace(graded("b0", "234", year, grade, cost), global_id="w1")
        for year, grade, cost in ((2012, 1, NAN), (2024, 3, 9_000.0))
    ]
    found = portfolio(tmp_path, *history)
    model = _model(Element("w1", "w1", 1, "IfcWindow", classification="234"))

    record = element_record(found, "b0", model, 0)

    assert [a.assessed_on.year for a in record.history] == [2024, 2012]
    assert record.risk == 3 and record.consequence == 2
    assert record.cost is not None and record.cost.p50 == 9_000
    assert record.remaining is not None and record.remaining.p50 == 0
    assert len(column(found.assessments, "grade")) == 2


def _model(*elements: Element) -> BuildingModel:
    return BuildingModel(
        ModelSummary(), elements, (), (), (), empty_mesh(),
        tuple(ElementDetails() for _ in elements), None, (),
    )  # fmt: skip


def test_that_condition_is_calculated_anew_only_when_what_it_is_made_of_changed(
    known: PortfolioData,
) -> None:
    other_work = replace(known, work_orders=("one more",), name="q")
    assert buildings_in(other_work, 0, None) is buildings_in(known, 0, None)
    assert upkeep(other_work) is upkeep(known)
    assert facts(other_work) is facts(known)
    assert current_assessments(other_work) is current_assessments(known)
    graver = replace(known, assessments=(*known.assessments, graded("b1", "23", 2026, 3)))
    assert buildings_in(graver, 0, None).worst[1] == 3
    assert facts(graver)["b1"].grade == 3
    dearer = replace(known, price_year=price_years()[1])
    assert buildings_in(dearer, 0, None).price_year == price_years()[1]
