"""Colours that charts on the screen are drawn in."""

from typing import TYPE_CHECKING

from twin.ui import theme

if TYPE_CHECKING:
    from twin.ui.report.figures import Ink


def screen_ink() -> "Ink":
    """Colours of the theme in use."""
    from twin.ui.report.figures import Ink

    names = ("surface2", "textPrimary", "textSecondary", "chartGrid", "chartAxis", "accent")
    return Ink(*(theme.colour(n).name() for n in names))
