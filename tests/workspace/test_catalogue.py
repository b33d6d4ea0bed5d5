"""The catalogue of measures: complete, in both languages, within the limits of proposals."""

import json
import tomllib
from dataclasses import replace

import pytest

from twin import resources
from twin.analysis.measure_rules import faults
from twin.errors import InputOutOfRange
from twin.model.classification import CATEGORIES
from twin.model.effect_kind import EFFECT_KINDS, ZONE
from twin.model.proposal import Range
from twin.workspace.catalogue import GROUPS, by_key, catalogue, with_parameters
from twin.workspace.upkeep_tables import upkeep_tables

FILES = sorted(resources.path("measures").glob("*.toml"))


def test_that_every_file_is_a_measure_with_texts_in_two_languages():
    english, norwegian = by_key("en"), by_key("nb")

    assert len(english) == len(FILES) >= 24
    for key, measure in english.items():
        assert measure.title and measure.description
        assert norwegian[key].title not in ("", measure.title)
        assert norwegian[key].description not in ("", measure.description)
        assert replace(norwegian[key].measure, title="") == replace(measure.measure, title="")


@pytest.mark.parametrize("measure", catalogue(), ids=lambda m: m.key)
def test_that_a_measure_keeps_to_the_rules_of_proposals(measure):
    assert faults(measure) == []
    assert measure.group in GROUPS
    assert measure.measure.catalogue == measure.key


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_that_every_number_of_a_file_has_its_source(path):
    def without_source(table, here=""):
        numbers = [k for k, v in table.items() if isinstance(v, float)]
        is_given = any(k.endswith("source") and len(v) > 7 for k, v in table.items())
        lacking = [here] if numbers and not is_given else []
        for name, value in table.items():
            parts = value if isinstance(value, list) else [value]
            for part in parts:
                if isinstance(part, dict) and name != "parameters":
                    lacking += without_source(part, f"{here}.{name}")
        return lacking

    assert without_source(tomllib.loads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("measure", catalogue(), ids=lambda m: m.key)
def test_that_a_measure_names_known_parts_accounts_and_neighbours(measure):
    tables, keys = upkeep_tables(), set(by_key())

    assert {measure.development_account, measure.maintenance_account} - {""} <= set(
        tables.accounts
    )
    assert set(measure.measure.excludes) | set(measure.measure.needs_first) <= keys - {measure.key}
    for part in (measure.renewal_part, *measure.measure.renews):
        assert part == "" or part[:2].isdigit()
    categories = measure.measure.selector.categories or tuple(CATEGORIES)
    assert set(categories) & set(CATEGORIES)


def test_that_what_is_excluded_excludes_back():
    known = by_key()
    for key, measure in known.items():
        for other in measure.measure.excludes:
            assert key in known[other].measure.excludes, (key, other)


def test_that_every_effect_on_the_energy_balance_has_a_measure():
    used = {e.kind for m in catalogue() for e in m.measure.effects}
    physical = {k.name for k in EFFECT_KINDS.values() if k.acts_on == ZONE}

    assert physical - used <= {"n50", "thermal_bridge"}
    assert used <= set(EFFECT_KINDS)


def test_that_a_broken_measure_is_told():
    good = by_key()["window_replacement"]
    effect = replace(good.measure.effects[0], value=Range(9.0, 9.0, 9.0))
    bad = replace(good, measure=replace(good.measure, effects=(effect,), cost_basis="mile"))

    assert any("u_value is outside" in fault for fault in faults(bad))
    assert any("cost.per" in fault for fault in faults(bad))


def test_that_parameters_replace_values_and_keep_the_spread_in_proportion():
    windows = by_key()["window_replacement"]
    offered = with_parameters(windows, {"u_value": 0.7})

    old, new = windows.measure.effects[0].value, offered.effects[0].value
    assert new.value == 0.7
    assert new.low == pytest.approx(old.low / old.value * 0.7)
    assert offered.effects[1:] == windows.measure.effects[1:]
    assert with_parameters(windows, {}) == windows.measure


def test_that_a_share_of_a_heat_pump_is_a_parameter():
    offered = with_parameters(by_key()["heat_pump_ground"], {"share": 0.6})

    assert offered.effects[0].share == 0.6


@pytest.mark.parametrize(("name", "value"), [("u_value", 9.0), ("colour", 1.0)])
def test_that_other_parameters_and_values_are_refused(name, value):
    with pytest.raises(InputOutOfRange) as refused:
        with_parameters(by_key()["window_replacement"], {name: value})

    assert json.dumps(refused.value.values, default=str)


def test_that_sources_have_a_norwegian_text():
    known = json.loads(resources.path("translations/nb.json").read_text(encoding="utf-8"))
    sources = {source for measure in catalogue() for source in measure.sources.values()}

    assert sorted(sources - set(known)) == []
