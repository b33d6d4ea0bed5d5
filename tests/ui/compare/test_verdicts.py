"""Robust, fragile or worse, in words."""

import math

import pytest

from twin.ui.compare.verdicts import verdict_text


@pytest.mark.parametrize(
    ("chance", "word", "tone"),
    [
        (0.95, "robust", "ok"), (0.8, "robust", "ok"), (0.6, "fragile", "warn"),
        (0.1, "worse", "danger"), (math.nan, "not known", "secondary"),
    ],
)  # fmt: skip
def test_that_a_lead_is_robust_from_four_draws_in_five(
    chance: float, word: str, tone: str
) -> None:
    text, found = verdict_text(chance)

    assert text.startswith(word)
    assert found == tone
