"""Axes, and what is told of bars and years."""

import pytest

from twin.ui.opportunities.axis import axis
from twin.ui.opportunities.spend_chart import SpendChart


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0.0, 1.1, ["0,00", "0,25", "0,50", "0,75", "1,00", "1,25"]),
        (0.0, 5000.0, ["0", "1 000", "2 000", "3 000", "4 000", "5 000"]),
        (-1.4, 1.4, ["−2", "−1", "0", "1", "2"]),
    ],
)
def test_that_ticks_are_round_and_fully_written(
    application, low: float, high: float, texts: list[str]
) -> None:
    made = axis(low, high, (0.0, 100.0), 5)
    written = [made.text(v).replace("\u202f", " ").replace("\u00a0", " ") for v in made.ticks()]

    assert written == texts


def test_that_an_axis_without_values_has_a_length(application) -> None:
    made = axis(float("nan"), float("nan"), (0.0, 100.0))

    assert made.low < made.high
    assert made.value(made.at(0.4)) == pytest.approx(0.4)


def test_that_spending_is_read_out_by_year(application) -> None:
    chart = SpendChart()
    chart.show_years(2027, [1e6, 0.0], [3e6, 2.5e6], [4e6, 4e6])

    assert chart.accessibleDescription() == "2027: 3,0, 2028: 2,5"
