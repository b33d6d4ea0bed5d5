"""Draws a legend: what each colour means and how often it occurs; alike on screen and in print."""

import math
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
)

from twin.model.overlay import NO_DATA, Colouring, Legend
from twin.ui.scene.decorations import label_font
from twin.ui.scene.labels import badge_text
from twin.ui.scene.look import SceneTheme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.theme import text_on

WIDTH, WIDEST = 224, 300
_AREA, _MORE = 72, 92
"""Column of areas, and how much wider a legend with areas is."""
_MARGIN = 12.0
ROW_HEIGHT = 22.0
_BAR = 26.0
_FOOT_LINE = 16.0
_SWATCH = (16.0, 14.0)


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One line of the legend.

    index : class index or `NO_DATA`.
    badge : sign of the class on labels of objects, "" for none.
    share : rows of the class in relation to the most frequent class, 0 to 1.
    area : what the rows of the class cover, "" where that is not told.
    """

    index: int
    label: str
    colour: str
    count: int
    share: float
    is_hatched: bool = False
    area: str = ""
    badge: str = ""


def legend_rows(colouring: Colouring) -> tuple[LegendRow, ...]:
    """Classes in their order, no data always last."""
    legend, counts = colouring.legend, colouring.counts()
    most = max(*counts, 1)
    rows = [
        LegendRow(
            i,
            numbers.bounds_text(tr(c.label)),
            c.colour,
            counts[i],
            counts[i] / most,
            c.badge == "IU",
            numbers.quantity(colouring.areas[i], "m²") if colouring.areas else "",
            "" if c.badge == "IU" else badge_text(c),
        )
        for i, c in enumerate(legend.classes)
    ]
    label = tr(legend.no_data_label)
    missing = LegendRow(
        NO_DATA, label, legend.no_data_colour, counts[-1], counts[-1] / most, is_hatched=True
    )
    return (*rows, missing)


def legend_size(colouring: Colouring, foot_lines: int = 0) -> tuple[float, float]:
    """Width and height of the legend. [pixel]"""
    height = head_height(colouring) + ROW_HEIGHT * len(legend_rows(colouring)) + _MARGIN - 2
    foot = 12.0 + _FOOT_LINE * foot_lines if foot_lines else 0.0
    return float(legend_width(colouring)), height + foot


def legend_width(colouring: Colouring) -> int:
    """Width of the legend. [pixel]"""
    if colouring.areas:
        return WIDTH + _MORE
    metrics = QFontMetricsF(_plain_font(12))
    rows = legend_rows(colouring)
    names = max(metrics.horizontalAdvance(row.label) for row in rows)
    counts = max(metrics.horizontalAdvance(numbers.number(row.count)) for row in rows)
    needed = names + max(counts, 24.0) + _BAR + 8 + 2 * _MARGIN + 24
    return min(max(math.ceil(needed), WIDTH), WIDEST)


def legend_title(legend: Legend) -> str:
    """Title and unit."""
    return tr(legend.title) + (f", {tr(legend.unit)}" if legend.unit else "")


def legend_note(legend: Legend) -> str:
    """What is shown and of which time."""
    parts = (legend.note, legend.period)
    values = {k: numbers.day(v) if isinstance(v, date) else v for k, v in legend.values.items()}
    return " · ".join(tr(p, **values) for p in parts if p)


def draw_legend(
    painter: QPainter, colouring: Colouring, theme: SceneTheme, focus: "LegendFocus"
) -> None:
    """Draw the legend with its upper left corner at the painter's origin."""
    width, height = legend_size(colouring, len(focus.foot))
    painter.setPen(QPen(QColor(theme.line_strong), 1.0))
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 7, 7)
    _draw_head(painter, colouring, theme)
    top = head_height(colouring)
    for row in legend_rows(colouring):
        _draw_row(painter, row, (top, width), (theme, focus))
        top += ROW_HEIGHT
    if focus.foot:
        _draw_foot(painter, top + 4, (width, theme, focus.foot))


@dataclass(frozen=True, slots=True)
class LegendFocus:
    """Which classes stand out. chosen: indices, empty for all; foot: lines below the classes."""

    chosen: frozenset[int] = frozenset()
    hovered: int | None = None
    foot: tuple[str, ...] = ()


def draw_swatch(painter: QPainter, box: QRectF, row: LegendRow) -> None:
    """A small box in the class colour with its sign; hatched where there is no data."""
    fill = QColor(row.colour)
    painter.setPen(QPen(fill.darker(150), 1.0))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 2, 2)
    if row.badge and not row.is_hatched:
        painter.setPen(text_on(fill))
        painter.setFont(label_font(is_strong=True, px=10))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.badge)
    if not row.is_hatched:
        return
    path = QPainterPath()
    path.addRoundedRect(box, 2, 2)
    painter.save()
    painter.setClipPath(path)
    painter.setPen(QPen(fill.darker(170), 1.0))
    for offset in range(0, int(box.width() + box.height()), 4):
        start = box.bottomLeft() + QPointF(offset - box.height(), 0)
        painter.drawLine(start, start + QPointF(box.height(), -box.height()))
    painter.restore()


def _draw_head(painter: QPainter, colouring: Colouring, theme: SceneTheme) -> None:
    legend = colouring.legend
    painter.setPen(QColor(theme.text))
    painter.setFont(label_font(is_strong=True))
    title = legend_title(legend)
    width = legend_width(colouring) - 2 * _MARGIN
    box = QRectF(_MARGIN, 9, width, 18)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, _shortened(painter, title, box.width()))
    if legend.note:
        painter.setPen(QColor(theme.text_secondary))
        painter.setFont(_plain_font(11))
        box = QRectF(_MARGIN, 27, width, 15)
        note = _shortened(painter, legend_note(legend), box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, note)


def _draw_row(
    painter: QPainter,
    row: LegendRow,
    place: tuple[float, float],
    how: tuple[SceneTheme, LegendFocus],
) -> None:
    """Place : upper edge of the row and width of the legend. [pixel]"""
    (top, width), (theme, focus) = place, how
    is_off = bool(focus.chosen) and row.index not in focus.chosen
    if focus.hovered == row.index:
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(theme.text)
        shade.setAlphaF(0.06)
        painter.setBrush(shade)
        painter.drawRoundedRect(QRectF(5, top, width - 10, ROW_HEIGHT), 4, 4)
    painter.setOpacity(0.35 if is_off else 1.0)
    swatch = QRectF(_MARGIN + 0.5, top + 4.5, *_SWATCH)
    draw_swatch(painter, swatch, row)
    painter.setOpacity(1.0)
    painter.setPen(QColor(theme.text_secondary if is_off else theme.text))
    painter.setFont(_plain_font(12))
    count = numbers.number(row.count)
    counts = max(QFontMetricsF(painter.font()).horizontalAdvance(count), 24.0)
    right = width - _MARGIN
    end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    if row.area:
        painter.drawText(QRectF(right - _AREA, top, _AREA, ROW_HEIGHT), end, row.area)
        right -= _AREA
    name_box = QRectF(_MARGIN + 24, top, right - counts - _BAR - 8 - (_MARGIN + 24), ROW_HEIGHT)
    name = _shortened(painter, row.label, name_box.width())
    painter.drawText(name_box, Qt.AlignmentFlag.AlignVCenter, name)
    painter.drawText(QRectF(right - counts, top, counts, ROW_HEIGHT), end, count)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.line_strong))
    bar = max(_BAR * row.share, 1.0 if row.count else 0.0)
    painter.drawRect(QRectF(right - counts - _BAR - 4, top + 8, bar, 6))


def _draw_foot(
    painter: QPainter, top: float, what: tuple[float, SceneTheme, tuple[str, ...]]
) -> None:
    width, theme, lines = what
    line = QColor(theme.line_strong)
    line.setAlphaF(0.6)
    painter.setPen(QPen(line, 1.0))
    painter.drawLine(QPointF(_MARGIN, top + 0.5), QPointF(width - _MARGIN, top + 0.5))
    painter.setPen(QColor(theme.text_secondary))
    painter.setFont(_plain_font(11))
    for place, text in enumerate(lines):
        box = QRectF(_MARGIN, top + 6 + _FOOT_LINE * place, width - 2 * _MARGIN, _FOOT_LINE)
        shown = _shortened(painter, text, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


def head_height(colouring: Colouring) -> float:
    """Height above the first row. [pixel]"""
    return 46.0 if colouring.legend.note else 31.0


def _plain_font(px: int) -> QFont:
    font = QFont(label_font())
    font.setPixelSize(px)
    font.setWeight(QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _shortened(painter: QPainter, text: str, width: float) -> str:
    metrics = QFontMetricsF(painter.font())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
