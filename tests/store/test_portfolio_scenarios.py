"""Scenarios over many buildings: drafts that change, versions that do not, comments, the log."""

import json
import math
from dataclasses import replace

import pytest
from sqlalchemy import update

from twin.model.choice import Assumptions, Choice, PortfolioScenario
from twin.model.proposal import Disturbance, Effect, OfferedMeasure, Product, Range, Selector
from twin.model.sketch import DrawnField, Massing, PlacedProduct, Sketch
from twin.store.audit import changes
from twin.store.database import Database
from twin.store.portfolio_scenarios import (
    comment,
    content_of,
    load_scenarios,
    save_draft,
    save_version,
)
from twin.store.scenario_tables import portfolio_scenarios

PRICE = Range(1200.0, 900.0, 1500.0, "tender of 2026")
MEASURE = OfferedMeasure(
    "roof", "Roof and panels", Selector(kinds=("roof",), minimum_grade=2),
    (Effect("u_value", Range(0.13, 0.12, 0.15), "W/(m2 K)"),),
    "area", PRICE, Range(0.0, 0.0, 0.0), 40.0, Range(60.0, 50.0, 80.0),
    disturbance=Disturbance(3.0, 0.2), renews=("26",),
    kit=(Product("pin", "Moisture sensor", (0.05, 0.05, 0.02), "roof", 50.0),),
)  # fmt: skip
SKETCH = Sketch(
    (DrawnField(((0.0, 0.0, 6.0), (9.0, 0.0, 6.0), (9.0, 5.0, 6.0)), tilt=10.0),),
    (PlacedProduct("pin", (1.0, 2.0, 6.0), space="2x"),),
    (Massing(((0.0, 0.0), (10.0, 0.0), (10.0, 8.0)), 2),),
)
SCENARIO = PortfolioScenario(
    "s1", "Taket først – æøå",
    (Choice("c1", "b01", MEASURE, "abc", "Tak AS", ("3x", "4y"), SKETCH, 2028),
     Choice("c2", "b02", MEASURE)),
    Assumptions({"electricity": Range(1.1, 0.8, 1.5)}, discount_rate=0.04, budget_year=2027),
)  # fmt: skip


def test_that_a_version_comes_back_as_it_was(database: Database) -> None:
    saved = save_version(database, SCENARIO, "kari", "Save a scenario")

    (found,), problems = load_scenarios(database)

    assert problems == ()
    assert content_of(found) == content_of(SCENARIO)
    assert found.choices[1] == SCENARIO.choices[1]
    assert found.choices[0].sketch.massings == SKETCH.massings
    assert (found.version, found.name, found.saved_by) == (1, "Taket først – æøå", "kari")
    assert found.saved_at == saved.saved_at
    assert math.isnan(found.assumptions.price_growth)


def test_that_drafts_are_replaced_and_versions_numbered(database: Database) -> None:
    save_draft(database, SCENARIO, "kari", "Draft")
    save_draft(database, SCENARIO.without("c1"), "kari", "Draft")
    save_version(database, SCENARIO, "kari", "Save")
    save_version(database, SCENARIO.without("c2"), "kari", "Save")

    found, _ = load_scenarios(database)

    assert [(s.version, len(s.choices)) for s in found] == [(0, 1), (1, 2), (2, 1)]


def test_that_a_draft_that_did_not_change_writes_no_step(database: Database) -> None:
    save_draft(database, SCENARIO, "kari", "Draft")
    before = len(changes(database))

    save_draft(database, SCENARIO, "kari", "Draft")

    assert len(changes(database)) == before


def test_that_comments_stand_in_their_order(database: Database) -> None:
    saved = save_version(database, SCENARIO, "kari", "Save")
    comment(database, saved, "k1", "Ola", "Too dear")
    comment(database, saved, "k2", "Kari", "Not with the school's own money")

    (found,), _ = load_scenarios(database)

    assert [(c.who, c.text) for c in found.comments] == [
        ("Ola", "Too dear"),
        ("Kari", "Not with the school's own money"),
    ]


@pytest.mark.parametrize("what", ["other", "newer"])
def test_that_a_scenario_somebody_tampered_with_is_left_out_and_told(
    database: Database, what: str
) -> None:
    save_version(database, SCENARIO, "kari", "Save")
    save_version(database, replace(SCENARIO, key="s2"), "kari", "Save")
    whole = json.loads(content_of(SCENARIO))
    if what == "newer":
        whole["format"] = 99
    else:
        whole["choices"][0]["year"] = 1999
    with database.writing() as connection:
        connection.execute(
            update(portfolio_scenarios)
            .where(portfolio_scenarios.c.scenario_id == "s1/1")
            .values(content=json.dumps(whole))
        )

    found, problems = load_scenarios(database)

    assert [s.key for s in found] == ["s2"]
    assert len(problems) == 1
    assert "Taket" in str(problems[0])
