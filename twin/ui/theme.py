"""Colours, type and style sheet from the token files."""

import json
from dataclasses import dataclass
from string import Template
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from twin import resources

THEMES = ("light", "dark", "system")
_FACES = ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Italic")


@dataclass(frozen=True, slots=True)
class Theme:
    """One token file. colours: ``#rrggbb`` by token name; sizes: px and weight by role.

    series : colours of the lines and bars of a chart, in their order.
    """

    name: str
    colours: dict[str, str]
    sizes: dict[str, dict[str, float]]
    palettes: dict[str, Any]  # Any: nested lists and tables of hexes
    series: tuple[str, ...] = ()


def load_theme(name: str) -> Theme:
    """Read the tokens of ``light`` or ``dark``."""
    tokens = json.loads(resources.path(f"themes/{name}.json").read_text(encoding="utf-8"))
    return Theme(
        name,
        tokens["color"],
        tokens["type"],
        tokens["overlayPalettes"],
        tuple(tokens["chartSeries"]),
    )


_theme = load_theme("light")


def load_fonts() -> None:
    """Make the shipped Inter known to Qt; an installed copy is never relied on."""
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{face}.otf")))


def use_theme(application: QApplication, name: str) -> Theme:
    """Give the whole program the look of ``light``, ``dark`` or ``system``."""
    global _theme
    _theme = load_theme(resolved(name))
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setPalette(_palette())
    application.setFont(font("body"))
    application.setStyleSheet(style_sheet())
    return _theme


def resolved(name: str) -> str:
    """``light`` or ``dark``; ``system`` follows the desktop."""
    if name != "system":
        return name if name in THEMES else "light"
    is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if is_dark else "light"


def current() -> Theme:
    """The tokens in use."""
    return _theme


def colour(token: str) -> QColor:
    """Colour of a token in the theme in use."""
    return QColor(_theme.colours[token])


def series_colour(place: int) -> QColor:
    """Colour of the n-th line or bar of a chart."""
    return QColor(_theme.series[place % len(_theme.series)])


def font(role: str, weight: int = 0) -> QFont:
    """Inter at the size and weight of a role, with figures of equal width."""
    size = _theme.sizes[role]
    made = QFont(["Inter", "Noto Sans", "Segoe UI", "DejaVu Sans"])
    made.setPointSizeF(size["px"] * 0.75)
    made.setWeight(QFont.Weight(weight or int(size["weight"])))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def grade_colour(grade: int, is_colour_safe: bool = False) -> QColor:
    """Colour of TG 0 to 3, and of -1, not inspected."""
    table = _theme.palettes["TG"]["colourSafe" if is_colour_safe else "familiar"]
    return QColor(table["TGIU" if grade < 0 else f"TG{grade}"])


def label_colour(letter: str, is_colour_safe: bool = False) -> QColor:
    """Colour of an energy label, grey for none."""
    if letter not in tuple("ABCDEFG"):
        return colour("noData")
    table = _theme.palettes["energyAG"]["colourSafe" if is_colour_safe else "familiar"]
    return QColor(table["ABCDEFG".index(letter)])


def text_on(fill: QColor) -> QColor:
    """Near-black or white, whichever reads better on `fill` (WCAG 2.2 luminance)."""
    dark, light = QColor("#1A1F26"), QColor("#FFFFFF")
    level = _luminance(fill)
    on_light = 1.05 / (level + 0.05)
    on_dark = (level + 0.05) / (_luminance(dark) + 0.05)
    return light if on_light > on_dark else dark


def style_sheet() -> str:
    """The one style sheet of the program with the token values filled in."""
    template = resources.path("themes/style.qss").read_text(encoding="utf-8")
    icons = resources.path("themes").as_posix()
    return Template(template).substitute(_theme.colours, theme=_theme.name, folder=icons)


def _luminance(value: QColor) -> float:
    parts = (value.redF(), value.greenF(), value.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _palette() -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, token in (
        (role.Window, "surface1"),
        (role.WindowText, "textPrimary"),
        (role.Base, "surface2"),
        (role.AlternateBase, "surface1"),
        (role.Text, "textPrimary"),
        (role.PlaceholderText, "textSecondary"),
        (role.Button, "surface2"),
        (role.ButtonText, "textPrimary"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "selectionText"),
        (role.ToolTipBase, "surface2"),
        (role.ToolTipText, "textPrimary"),
        (role.Link, "link"),
        (role.Mid, "line"),
        (role.Accent, "accentFill"),
    ):
        palette.setColor(which, colour(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, colour("textDisabled"))
    return palette
