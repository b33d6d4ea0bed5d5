from dataclasses import replace

import numpy as np
import pytest

from twin.model.proposal import Reach
from twin.model.scenario import Quantity, Spread, Statement
from twin.ui.report import figures
from twin.ui.texts.language import source_text, use_language
from twin.ui.texts.outcome import (
    BETTER,
    NEUTRAL,
    WORSE,
    amount_text,
    outcome_lines,
    quantity_text,
    statement_texts,
    tone_of,
    worst_text,
)
from twin.workspace.defaults import defaults

from .results import result


def test_that_energy_per_area_is_shown_before_and_after():
    line = outcome_lines(result())[0]
    assert (line.before, line.after, line.change) == ("200", "100", "−100")
    assert line.spread == "−120 – −80"
    assert line.tone == BETTER


def test_that_the_change_is_after_minus_today_even_where_the_draws_lie_elsewhere():
    found = replace(result(), saving=Spread(1.1e5, 1.2e5, 1.3e5))
    line = outcome_lines(found)[0]
    assert (line.change, line.spread) == ("−100", "−130 – −110")
    assert outcome_lines(replace(found, saving=Spread(-2e4, -1e4, -5e3)))[0].tone == NEUTRAL


def test_that_improved_parts_are_counted_and_the_worst_grade_is_named():
    line = outcome_lines(result())[-1]
    assert (line.before, line.after, line.change) == ("TG3", "TG2", "1 parts better")


@pytest.mark.parametrize(
    ("change", "tone"),
    [(Spread(-3, -2, -1), BETTER), (Spread(1, 2, 3), WORSE), (Spread(-1, 1, 2), NEUTRAL)],
)
def test_that_a_range_across_zero_stays_neutral(change: Spread, tone: str):
    assert tone_of(change, less_is_better=True) == tone


def test_that_no_grades_are_a_dash():
    assert worst_text([]) == "–"
    assert worst_text([-1]) == "TGIU"


def test_that_present_value_starts_at_the_investment_and_ends_at_its_own_value():
    years, values = figures.present_value_by_year(result())
    assert len(years) == 31
    np.testing.assert_allclose(values[:, 0], -7.2e6)
    np.testing.assert_allclose(values[:, -1], [-3e5, 1.2e6, 2.9e6])


def test_that_payback_is_unknown_where_the_median_never_pays_back():
    assert np.isnan(figures.payback_year(result(Spread(-3e6, -2e6, -1e6))))
    assert 20 < figures.payback_year(result()) <= 30


def test_that_a_price_and_its_range_are_written_as_norwegians_do():
    use_language("nb")
    price = Quantity(1.1, "NOK/kWh", 0.8, 1.6)
    assert quantity_text(price) == "1,1\u00a0kr/kWh (0,8\u00a0–\u00a01,6)"
    assert str(price) == "1.1 NOK/kWh (0.8 – 1.6)"


def test_that_a_statement_keeps_a_reference_it_cannot_translate():
    use_language("nb")
    said = Statement(
        "Heated volume: {value}.", {"value": Quantity(10263.0, "m³")}, "NS-EN 1:2020."
    )
    assert statement_texts(said) == ("Oppvarmet volum: 10\u00a0263\u00a0m³.", "NS-EN 1:2020.")


def test_that_the_source_of_an_unknown_year_is_translated_in_both_parts():
    use_language("nb")
    unknown = defaults().era(float("nan")).values["u_door"]
    assert source_text(unknown.source).startswith(
        "Byggeåret er ukjent: som 1969–1984, med spennet"
    )
    assert source_text(unknown.source).endswith("som vinduene fra samme tid.")


def test_that_amounts_have_norwegian_units():
    use_language("nb")
    amounts = [(640.0, "m2"), (12.0, "pieces"), (1.0, "building"), (88.0, "kW")]
    found = [amount_text(Reach("m1", (), size, unit)) for size, unit in amounts]
    assert found == ["640\u00a0m²", "12\u00a0stk.", "hele bygget", "88\u00a0kW"]
