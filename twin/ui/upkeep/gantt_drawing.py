"""Draws a time line: names, months, bars, diamonds, the day of today and the money below."""

from datetime import date

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from twin.model.care import Entry
from twin.model.maintenance import Duty, WorkOrder
from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.upkeep.timeline import HEAD, MARK, NAMES, STRIP, Place, Timeline
from twin.ui.widgets.bar_chart import month_name, top_value

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
MONTHS_OF_NAME = 10  # the first year is written when more of it than this is left
THOUSAND, MILLION = 1e3, 1e6  # kr
LEAST_TEXT = 46.0  # room in a bar from which its title is written [px]


def colour_of(entry: Entry) -> QColor:
    """Late is red; else planned work, repairs, recurring work and duties have their own."""
    if entry.is_late:
        return theme.colour("danger")
    if isinstance(entry.record, WorkOrder):
        return theme.series_colour(0 if entry.record.is_planned else 1)
    return theme.series_colour(3 if isinstance(entry.record, Duty) else 2)


def draw_rows(
    painter: QPainter, line: Timeline, body: QRectF, offset: int, chosen: Place | None
) -> None:
    """Names, grid and entries of the rows in `body`, scrolled by `offset`."""
    painter.save()
    painter.setClipRect(body)
    painter.translate(0, body.top() - offset)
    shown = line.rows_between(offset, offset + body.height())
    _grid(painter, line, offset, body.height())
    for row in shown:
        _name(painter, line, row)
        for lane, entries in enumerate(line.rows[row].lanes):
            for number in range(len(entries)):
                place = Place(row, lane, number)
                draw_entry(painter, line, place, is_chosen=place == chosen)
    _today(painter, line, offset, body.height())
    painter.restore()


def draw_entry(
    painter: QPainter, line: Timeline, place: Place, *, is_chosen: bool, shift: float = 0.0
) -> None:
    """One bar or diamond, moved by `shift`. [px]"""
    entry = line.entry(place)
    box = line.box(place).translated(shift, 0)
    fill = colour_of(entry)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    if entry.is_bar:
        _bar(painter, line, entry, box, fill)
    else:
        painter.drawPolygon(_diamond(box.center(), MARK))
    if is_chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("textPrimary"), 2))
        if entry.is_bar:
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 4, 4)
        else:
            painter.drawPolygon(_diamond(box.center(), MARK + 3))


def draw_head(painter: QPainter, line: Timeline) -> None:
    """Years and months over the rows."""
    painter.fillRect(QRectF(0, 0, line.width, HEAD), theme.colour("surface1"))
    for begins, left, right in line.months():
        starts_year = begins.month == 1 or begins == line.schedule.first
        painter.setPen(theme.colour("lineStrong" if starts_year else "line"))
        painter.drawLine(QPointF(left, 2 if starts_year else 20), QPointF(left, HEAD))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("textSecondary"))
        text = month_name(numbers.MONTHS[begins.month - 1], 28 * line.pixels_per_day)
        painter.drawText(QRectF(left, 18, right - left, 18), _CENTRE, text)
        if starts_year and begins.month < MONTHS_OF_NAME:
            painter.setFont(theme.font("label"))
            painter.setPen(theme.colour("textPrimary"))
            painter.drawText(QRectF(left + 6, 2, 60, 16), _LEFT, str(begins.year))
    painter.setPen(theme.colour("line"))
    painter.drawLine(QPointF(0, HEAD - 0.5), QPointF(line.width, HEAD - 0.5))
    _today_name(painter, line)


def draw_money(painter: QPainter, line: Timeline, strip: QRectF) -> None:
    """Stacked money of each month below the rows."""
    money = line.schedule.money
    painter.fillRect(strip, theme.colour("surface1"))
    painter.setPen(theme.colour("line"))
    painter.drawLine(strip.topLeft(), strip.topRight())
    top = top_value([float(v) for v in money.sum(axis=0)]) if money.any() else 1.0
    unit = MILLION if top >= 2 * MILLION else THOUSAND
    _money_name(painter, line, strip, unit)
    room, foot = STRIP - 22.0, strip.bottom() - 4
    painter.setFont(theme.font("caption"))
    for month, (_, left, right) in enumerate(line.months()):
        y = foot
        for series, token in ((0, 0), (1, 2), (2, 5)):
            height = room * float(money[series, month]) / top
            box = QRectF(left + 3, y - height, right - left - 6, height)
            painter.fillRect(box, theme.series_colour(token))
            y -= height
        total = float(money[:, month].sum())
        text = numbers.number(total / unit, 1 if unit > THOUSAND else 0)
        wide = painter.fontMetrics().horizontalAdvance(text)
        if total > 0 and wide <= right - left + 4:
            painter.setPen(theme.colour("textSecondary"))
            painter.drawText(QRectF(left - 10, y - 15, right - left + 20, 14), _CENTRE, text)


def _money_name(painter: QPainter, line: Timeline, strip: QRectF, unit: float) -> None:
    painter.setFont(theme.font("label"))
    painter.setPen(theme.colour("textPrimary"))
    box = QRectF(12, strip.top() + 6, NAMES - 20, 16)
    is_large = unit > THOUSAND
    text = tr("Cost by month, mill. kr") if is_large else tr("Cost by month, 1 000 kr")
    painter.drawText(box, _LEFT, text)
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.colour("textSecondary"))
    total = numbers.money(float(line.schedule.money.sum()))
    painter.drawText(box.translated(0, 18), _LEFT, tr("{total} in 24 months", total=total))
    missing = line.schedule.without_cost
    if missing:
        text = tr("{count} without a cost", count=numbers.number(missing))
        painter.drawText(box.translated(0, 34), _LEFT, text)


def _bar(painter: QPainter, line: Timeline, entry: Entry, box: QRectF, fill: QColor) -> None:
    if entry.is_late:
        painter.setBrush(QBrush(theme.colour("danger"), Qt.BrushStyle.BDiagPattern))
        until = line.x(line.schedule.today)
        painter.drawRect(QRectF(box.right(), box.top() + 4, max(until - box.right(), 0.0),
                                box.height() - 8))  # fmt: skip
        painter.setBrush(fill)
    painter.drawRoundedRect(box, 3, 3)
    if box.width() < LEAST_TEXT:
        return
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.text_on(fill))
    inside = box.adjusted(5, 0, -4, 0)
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, _LEFT, text)


def _diamond(centre: QPointF, half: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    return QPolygonF(
        [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
    )


def _grid(painter: QPainter, line: Timeline, offset: int, height: float) -> None:
    for begins, left, _ in line.months():
        painter.setPen(theme.colour("line" if begins.month == 1 else "chartGrid"))
        painter.drawLine(QPointF(left, offset), QPointF(left, offset + height))


def _name(painter: QPainter, line: Timeline, row: int) -> None:
    top, bottom = line.top(row), line.top(row + 1)
    group = line.rows[row]
    painter.setPen(theme.colour("line"))
    painter.drawLine(QPointF(0, bottom - 0.5), QPointF(line.width, bottom - 0.5))
    late = sum(e.is_late for lane in group.lanes for e in lane)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("textPrimary"))
    room = NAMES - (44 if late else 20)
    box = QRectF(12, top, room, min(bottom - top, 25))
    name = line.names.get(group.key, group.key)
    metrics = QFontMetricsF(painter.font())
    painter.drawText(box, _LEFT, metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
    if late:
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("danger"))
        painter.drawText(QRectF(NAMES - 36, top, 28, 25), _RIGHT, f"{numbers.number(late)} !")


def _today(painter: QPainter, line: Timeline, offset: int, height: float) -> None:
    x = round(line.x(line.schedule.today)) + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.colour("textPrimary"), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, offset), QPointF(x, offset + height))


def _today_name(painter: QPainter, line: Timeline) -> None:
    x = line.x(line.schedule.today)
    painter.setFont(theme.font("label"))
    text = tr("today")
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 10
    box = QRectF(max(x - width - 3, 0.0), 3, width, 15)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("textPrimary"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(theme.colour("surface2"))
    painter.drawText(box, _CENTRE, text)


def entry_text(entry: Entry, building: str) -> str:
    """An entry in words, for the tip and for screen readers."""
    lines = [entry.title, building]
    if entry.is_bar:
        days = f"{numbers.day(entry.starts)} – {numbers.day(entry.ends)}"
    else:
        kind = tr("Legal duty") if isinstance(entry.record, Duty) else tr("Recurring work")
        days = f"{kind}, {_due_text(entry.starts)}"
    lines.append(days + (f", {tr('overdue')}" if entry.is_late else ""))
    if entry.supplier:
        lines.append(entry.supplier)
    if np.isfinite(entry.cost):
        lines.append(numbers.money(entry.cost))
    return "\n".join(line for line in lines if line)


def _due_text(day: date) -> str:
    return tr("due {day}", day=numbers.day(day))
