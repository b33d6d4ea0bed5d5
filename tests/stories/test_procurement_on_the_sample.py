"""Offers of unlike scope on the twelve buildings of the sample: compared, decided, run again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from twin.errors import InputOutOfRange, MissingInput, StoreConflict, UnreadableFile
from twin.model.choice import AS_DEFAULTS, Choice, Decision, PortfolioScenario
from twin.model.compared import LEFT_OUT, STRONGER_COUNTS, Compared
from twin.model.comparison import CLAIMED, NONE, RECOMPUTED, ScenarioOutcome
from twin.model.edit import Edit
from twin.model.procurement import AwardCriterion, Judged, Round
from twin.model.proposal import OfferedMeasure, Proposal, Range
from twin.sample.portfolio import write_sample
from twin.store.audit import changes
from twin.store.database import open_database
from twin.store.decisions import content, hash_of, store_decision
from twin.store.edits import store_edits, undo
from twin.workspace.compared_scenarios import compared_as, scenario_of_proposal
from twin.workspace.comparison_ground import Asked, Known
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.opportunity_sites import known_of_all
from twin.workspace.portfolio import PortfolioData
from twin.workspace.procurement.freezing import Verdict, frozen, rerun
from twin.workspace.procurement.rounds import USUAL, judged, weighed_anew

DRAWS = 8
SENSORS, WINDOWS = "no.romfoler.2026-06", "no.vestlandsvinduer.2026-01"
VENTILATION, MAPS = "no.klimavent-bergen.2026-03", "no.innekart.2026-11"
COMMON = (
    "backlog", "weighted_grade", "risk", "bought_energy", "emissions", "investment",
    "present_value", "cost_30", "cost_60", "man_hours", "disturbance", "confidence",
)  # fmt: skip


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> PortfolioData:
    folder = tmp_path_factory.mktemp("sample") / "Sample.twin"
    write_sample(folder)
    return read_portfolio(folder)


@pytest.fixture(scope="module")
def known(portfolio: PortfolioData) -> Known:
    database = open_database(portfolio.folder)
    try:
        return known_of_all(database, portfolio.buildings)
    finally:
        database.close()


@pytest.fixture(scope="module")
def ids(portfolio: PortfolioData) -> tuple[str, ...]:
    return tuple(b.building_id for b in portfolio.buildings)


@pytest.fixture(scope="module")
def unlike(portfolio: PortfolioData, known: Known, ids: tuple[str, ...]) -> Compared:
    """Sensors, and windows, on all buildings."""
    offers = [scenario_of_proposal(offer(portfolio, p), ids) for p in (SENSORS, WINDOWS)]
    return compared_as(Asked(portfolio, known, offers, AS_DEFAULTS, ids), DRAWS)


@pytest.fixture(scope="module")
def weighed(portfolio: PortfolioData, known: Known, ids: tuple[str, ...]) -> Judged:
    """Three offers on four buildings, blind."""
    asked = Round(
        "Autumn", (WINDOWS, VENTILATION, MAPS), ids[:4], USUAL, secret="s", is_blind=True
    )
    return judged(portfolio, known, asked)


@pytest.fixture(scope="module")
def decision(portfolio: PortfolioData, known: Known, weighed: Judged) -> Decision:
    return frozen(portfolio, known, weighed, Verdict(WINDOWS, "Kari", "Cheap"), "d1")


def offer(portfolio: PortfolioData, proposal_id: str) -> Proposal:
    found = portfolio.proposal(proposal_id)
    assert found is not None
    return found


def outcome(found: Compared, key: str) -> ScenarioOutcome:
    own = found.of(key)
    assert own is not None
    return own


def middle(found: ScenarioOutcome, key: str) -> float:
    return found.of(key).value.p50


def test_that_doing_nothing_is_always_there_and_wears(unlike: Compared) -> None:
    assert [o.key for o in unlike.outcomes] == [
        "today", "do nothing", f"{SENSORS}/0", f"{WINDOWS}/0",
    ]  # fmt: skip
    today, nothing = unlike.outcomes[:2]
    years = nothing.backlog[1]

    assert (np.diff(years) >= 0).all()
    assert years[30] > 1.5 * years[0] > 0
    assert middle(nothing, "backlog") > middle(today, "backlog")
    assert middle(nothing, "weighted_grade") > middle(today, "weighted_grade")
    assert middle(nothing, "bought_energy") == middle(today, "bought_energy")
    assert middle(nothing, "investment") == middle(nothing, "present_value") == 0.0
    assert np.ptp(today.backlog[1]) == 0.0


def test_that_sensors_and_windows_meet_on_common_measures(unlike: Compared) -> None:
    nothing, sensors, windows = unlike.outcomes[1:]
    for key in COMMON:
        for one in (nothing, sensors, windows):
            assert one.of(key).basis != NONE, (one.key, key)
            assert np.isfinite(middle(one, key)), (one.key, key)

    assert middle(windows, "bought_energy") < middle(sensors, "bought_energy")
    assert middle(sensors, "bought_energy") == middle(nothing, "bought_energy")
    assert windows.of("bought_energy").basis == RECOMPUTED
    assert middle(windows, "backlog") < middle(nothing, "backlog")
    assert middle(sensors, "man_hours") < 0 == middle(windows, "man_hours")
    assert sensors.of("man_hours").basis == CLAIMED
    assert middle(sensors, "knowledge") > middle(nothing, "knowledge")
    assert middle(windows, "disturbance") > middle(nothing, "disturbance") == 0.0
    told = [str(s) for s in windows.statements]
    assert any("renews what is worn out and is maintenance" in t for t in told)


def twice(
    one: OfferedMeasure, other: OfferedMeasure, ids: tuple[str, ...]
) -> list[PortfolioScenario]:
    """Two suppliers' measures alone and together, each in all buildings."""
    first = [Choice(f"{b}/1", b, one, "one", "One AS") for b in ids]
    second = [Choice(f"{b}/2", b, other, "two", "Two AS") for b in ids]
    return [
        PortfolioScenario("first", "first", tuple(first)),
        PortfolioScenario("second", "second", tuple(second)),
        PortfolioScenario("both", "both", (*first, *second)),
    ]


def test_that_the_same_windows_of_two_suppliers_count_once(
    portfolio: PortfolioData, known: Known, ids: tuple[str, ...]
) -> None:
    windows = offer(portfolio, WINDOWS).measures[0]
    dearer = replace(windows, title="Other windows", unit_cost=Range(9e3, 8e3, 1e4))
    scenarios = twice(windows, dearer, ids)

    found = compared_as(Asked(portfolio, known, scenarios, AS_DEFAULTS, ids), DRAWS)

    first, both = outcome(found, "first/0"), outcome(found, "both/0")
    assert middle(first, "bought_energy") < middle(outcome(found, "today"), "bought_energy")
    for key in ("bought_energy", "investment", "embodied", "disturbance", "present_value"):
        assert middle(both, key) == pytest.approx(middle(first, key), rel=1e-7), key
    within = [o for o in found.overlaps if o.scenario == "both/0"]
    assert {o.rule for o in within} == {LEFT_OUT}
    assert {o.suppliers for o in within} == {("One AS", "Two AS")}
    assert len({o.building_id for o in within}) > 3
    between = [o for o in found.overlaps if not o.scenario]
    assert {frozenset(o.suppliers) for o in between} == {frozenset(("One AS", "Two AS"))}


def test_that_the_same_claim_of_two_suppliers_counts_once(
    portfolio: PortfolioData, known: Known, ids: tuple[str, ...]
) -> None:
    sensors = replace(offer(portfolio, SENSORS).measures[0], catalogue="")
    stronger = replace(
        sensors,
        title="Better sensors",
        effects=tuple(
            replace(e, value=Range(2 * e.value.value, 2 * e.value.low, 2 * e.value.high))
            if e.kind == "man_hours" else e
            for e in sensors.effects
        ),
    )  # fmt: skip
    scenarios = twice(sensors, stronger, ids[:4])

    found = compared_as(Asked(portfolio, known, scenarios, AS_DEFAULTS, ids[:4]), DRAWS)

    one, two, both = (outcome(found, f"{key}/0") for key in ("first", "second", "both"))
    assert middle(two, "man_hours") == pytest.approx(2 * middle(one, "man_hours"), rel=0.05)
    assert middle(both, "man_hours") == middle(two, "man_hours")
    assert STRONGER_COUNTS in {o.rule for o in found.overlaps if o.scenario == "both/0"}


def test_that_a_round_is_blind_and_shows_what_is_missing(
    weighed: Judged, portfolio: PortfolioData
) -> None:
    assert sorted(weighed.names.values()) == ["A", "B", "C"]
    suppliers = [p.supplier for p in weighed.proposals]
    told = " ".join(str(m.about) for m in weighed.missing)
    assert not any(supplier in told for supplier in suppliers)
    gaps = {m.offer_id: str(m.about) for m in weighed.missing if "man_hours" in str(m.about)}
    assert MAPS in gaps
    assert weighed.compared.assumptions.round_name == "Autumn"
    assert weighed.scoring.chance_first.sum() == pytest.approx(1.0)


def test_that_other_weights_change_points_and_no_outcome(weighed: Judged) -> None:
    asked = replace(weighed.round, criteria=(AwardCriterion("disturbance", 1.0),))

    found = weighed_anew(weighed, asked)

    assert found.offers is weighed.offers
    best = found.scoring.offers[found.scoring.rank.index(1)]
    assert best == MAPS  # nobody works in the building


def test_that_a_round_needs_two_offers(
    portfolio: PortfolioData, known: Known, weighed: Judged
) -> None:
    with pytest.raises(MissingInput):
        judged(portfolio, known, replace(weighed.round, proposals=(WINDOWS,)))
    with pytest.raises(InputOutOfRange):
        frozen(portfolio, known, weighed, Verdict("of nobody", "Kari"), "d")


def test_that_a_decision_runs_again_to_the_same_figures(
    portfolio: PortfolioData, known: Known, decision: Decision
) -> None:
    found = rerun(portfolio, known, decision)

    assert found.is_same
    assert found.figures > 80
    assert found.changed == ()


def test_that_a_record_says_what_it_was_made_of(decision: Decision, ids: tuple[str, ...]) -> None:
    held = content(decision)

    assert decision.sha256 == hash_of(decision.content)
    assert (held.chosen, held.decided_by, held.reasons) == (WINDOWS, "Kari", "Cheap")
    assert held.round.buildings == ids[:4]
    assert [p.sha256 for p in held.proposals] == [p.sha256 for p in held.proposals if p.sha256]
    assert held.round.assumptions.prices
    assert held.round.assumptions.round_name == "Autumn"
    assert all(len(v.sha256) == 64 for v in held.inputs)
    assert MAPS in {m.offer_id for m in held.missing}


def test_that_changed_data_is_named_and_changes_figures(
    portfolio: PortfolioData, known: Known, decision: Decision
) -> None:
    school = portfolio.buildings[0]
    larger = replace(school, heated_floor_area=1.2 * school.heated_floor_area)
    assessments = [a for a in portfolio.assessments if a.building_id]
    gone = next(a for a in assessments if a.building_id == portfolio.buildings[1].building_id)
    other = replace(
        portfolio,
        buildings=(larger, *portfolio.buildings[1:]),
        assessments=tuple(a for a in assessments if a is not gone),
        proposals=tuple(p for p in portfolio.proposals if p.proposal_id != MAPS),
    )

    found = rerun(other, known, decision)

    told = [str(s) for s in found.changed]
    assert not found.is_same
    assert {d.scenario for d in found.differing} >= {WINDOWS}
    assert any(school.name in t and "heated floor area" in t for t in told)
    second = portfolio.buildings[1].name
    assert f"Assessments of {second}: 0 changed, 0 new, 1 gone." in told
    assert any(MAPS in t for t in told)
    assert len(told) == 3


@pytest.fixture
def stored(portfolio: PortfolioData, decision: Decision) -> Iterator[Path]:
    database = open_database(portfolio.folder)
    try:
        store_decision(database, decision, "Kari", "Decision")
        for edit in (Edit(decision, None), Edit(decision, replace(decision, title="Other"))):
            with pytest.raises(StoreConflict):
                store_edits(database, [edit], "Kari", "Change")
        (change, *_) = changes(database)
        with pytest.raises(StoreConflict):
            undo(database, change.change_id, "Kari", "Undo")
        yield portfolio.folder
        with database.writing() as connection:
            connection.execute(text("DELETE FROM decisions"))
    finally:
        database.close()


def test_that_a_stored_decision_is_read_back_and_a_touched_one_refused(
    stored: Path, decision: Decision
) -> None:
    (held,) = read_portfolio(stored).of_kind(Decision)

    assert content(held) == content(decision)
    with pytest.raises(UnreadableFile):
        content(replace(held, content=held.content.replace("Kari", "Ola")))
