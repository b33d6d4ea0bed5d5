"""What stands beside what in the figures."""

import logging

import matplotlib as mpl
import pytest

from twin.model.scenario import Spread
from twin.ui.report import figures

from .results import result

SPREADS = [
    Spread(0.0, 0.0, 0.0),
    Spread(1.20e6, 1.21e6, 1.22e6),
    Spread(-3e5, 1.2e6, 2.9e6),
    Spread(-9e6, -8.99e6, -8.98e6),
]


def test_that_every_weight_of_the_figures_is_at_hand(caplog: pytest.LogCaptureFixture):
    mpl.font_manager.fontManager._findfont_cached.cache_clear()  # it warns once only
    figure, axes = figures.new_figure((3.9, 2.2), 96, figures.Ink())
    figures.draw_present_value(axes, result(), figures.Ink())

    with caplog.at_level(logging.WARNING, "matplotlib"):
        figures.png(figure)

    assert [r.getMessage() for r in caplog.records] == []


@pytest.mark.parametrize("value", SPREADS)
def test_that_the_names_of_the_ends_never_cover_each_other(value: Spread):
    figure, axes = figures.new_figure((3.9, 2.2), 96, figures.Ink())

    figures.draw_present_value(axes, result(value), figures.Ink())

    figure.draw_without_rendering()
    boxes = [t.get_window_extent() for t in axes.texts if t.get_text().startswith("P")]
    p10, p50, p90 = boxes
    assert p10.y1 <= p50.y0
    assert p50.y1 <= p90.y0
