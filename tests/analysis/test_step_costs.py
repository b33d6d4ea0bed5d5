"""What of an investment is maintenance in the what-if, against sums by hand and the comparison."""

from dataclasses import replace
from datetime import date

import pytest

from twin.analysis.comparison.ground import Ground, UpkeepGround
from twin.analysis.comparison.outcomes import outcomes
from twin.analysis.evaluate import Case, evaluate
from twin.analysis.measure_effects.renewal import Renewals
from twin.analysis.upkeep.backlog import backlog
from twin.analysis.upkeep.inspections import graded, inspections
from twin.analysis.zones import zone_from_model
from twin.model.choice import AS_DEFAULTS, Choice, PortfolioScenario
from twin.model.condition import Assessment, ConditionGrade
from twin.model.proposal import Range
from twin.model.scenario import Scenario, ScenarioResult
from twin.workspace.catalogue import by_key
from twin.workspace.defaults import defaults, normal_year
from twin.workspace.upkeep_tables import upkeep_tables

from .cases import SCHOOL, model

AREA = 100.0  # of the old windows of the model [m2]
SURE = {"unit_cost": Range(8500.0, 8500.0 - 1e-6, 8500.0), "fixed_cost": Range(0.0, 0.0, 0.0)}


def seen(grade: int) -> Assessment:
    return Assessment(
        "b01", "g2", "234", ConditionGrade(grade), 2, "", "", date(2025, 6, 1), "", 1,
        80e3, 100e3, 150e3, 2026,
    )  # fmt: skip


def case(*grades: int, has_renewals: bool = True) -> Case:
    known = model()
    zone = zone_from_model(SCHOOL, known.envelope, defaults())
    tables = Renewals(by_key(), upkeep_tables()) if has_renewals else None
    own = tuple(seen(grade) for grade in grades)
    return Case(SCHOOL, known, own, zone, normal_year(), defaults(), renewals=tables)


def windows() -> Choice:
    return Choice("w", "b01", replace(by_key()["window_replacement"].measure, **SURE))


def result(known: Case) -> ScenarioResult:
    return evaluate(Scenario("b01", choices=(windows(),)), known, 64)


def test_that_only_the_extra_cost_of_better_windows_counts_where_the_old_ones_are_worn() -> None:
    """100 m2 at 8,500 kroner; plain ones at 7,000 have to be paid for anyway."""
    worn, sound = result(case(3)), result(case(0))

    assert worn.investment.p50 == pytest.approx(AREA * 8500)
    assert worn.maintenance.p50 == pytest.approx(AREA * 7000, rel=0.03)
    assert worn.maintenance.p10 < worn.maintenance.p50 < worn.maintenance.p90
    assert not sound.maintenance.p90
    gained = worn.net_present_value.p50 - sound.net_present_value.p50
    assert gained == pytest.approx(worn.maintenance.p50, rel=0.25)  # bought once more in 60 years
    assert worn.saving == sound.saving


def test_that_the_sentence_about_renewal_stands_where_something_was_due_alone() -> None:
    def told(known: Case) -> list[str]:
        return [s.text for s in result(known).assumptions if "plain renewal" in s.text]

    assert len(told(case(2))) == 1
    assert told(case(0)) == told(case()) == told(case(3, has_renewals=False)) == []


def test_that_renewed_parts_are_new_and_nothing_gets_worse() -> None:
    assert result(case(3)).grades_after == {2: 0}
    assert result(case(0)).grades_after == {2: 0}


def test_that_the_comparison_counts_the_same_part_as_maintenance() -> None:
    known = case(3)
    tables = upkeep_tables()
    things = graded(inspections(known.assessments))
    upkeep = UpkeepGround(backlog(things, tables, 2026, 2026), tables, {}, (SCHOOL,))
    ground = Ground({"b01": known}, 2026, AS_DEFAULTS, upkeep, {}, by_key())
    sound = replace(ground, upkeep=None)
    own = PortfolioScenario("a", "a", (windows(),))

    worth = [outcomes([own], g, draws=64).outcomes[-1].of("present_value").value.p50
             for g in (ground, sound)]  # fmt: skip
    alone = [result(k).net_present_value.p50 for k in (known, case(0))]
    assert worth[0] - worth[1] == pytest.approx(alone[0] - alone[1], rel=0.05)
