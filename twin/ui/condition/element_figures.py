"""The condition of one element on its card, and what else is kept about it."""

import math
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.model.condition import Assessment
from twin.model.edit import AuditEntry
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.part_names import part_text
from twin.ui.texts.upkeep import (
    RISK_LETTERS,
    chances_text,
    consequence_text,
    risk_text,
    years_text,
)
from twin.ui.widgets.badge import GradeBadge, grade_name
from twin.ui.widgets.mark import Mark
from twin.ui.widgets.range_strip import RangeStrip
from twin.ui.widgets.text import ElidedLabel, frame, label, tight, value_row
from twin.workspace.element_record import ElementRecord

MOST = 4
LEVELS = {1: "level 1, visual", 2: "level 2, with documents", 3: "level 3, investigated"}


def grade_tiles(record: ElementRecord) -> QHBoxLayout:
    """Grade, consequence and risk as three tiles."""
    row = tight(QHBoxLayout(), gap=6)
    found = record.assessment
    grade = int(found.grade) if found else None
    badge = GradeBadge(grade, 20) if grade is not None else None
    said = grade_name(grade) if grade is not None else tr("Not assessed")
    row.addWidget(_tile(badge, tr("Grade"), said), 6)
    if found is not None:
        kg = str(record.consequence) if record.consequence >= 0 else "–"
        row.addWidget(_tile(Mark(kg), tr("Consequence"), consequence_text(record.consequence)), 9)
        mark = Mark(RISK_LETTERS[record.risk], is_strong=record.risk >= 3)  # pyright: ignore[reportArgumentType]  Risk is an int
        row.addWidget(_tile(mark, tr("Risk"), risk_text(record.risk)), 7)
    return row


def add_condition(column: QVBoxLayout, record: ElementRecord) -> None:
    """What was seen, by whom, how long it lasts and what it costs."""
    found = record.assessment
    if found is None:
        return
    _head(column, tr("Condition"))
    level = tr(LEVELS.get(found.method_level, "level not told"))
    column.addWidget(value_row(tr("Assessed"), f"{numbers.day(found.assessed_on)}, {level}"))
    column.addWidget(value_row(tr("Assessed by"), found.assessed_by or "–"))
    if record.is_of_part:
        column.addWidget(value_row(tr("Speaks of"), part_text(found.part_code)))
    for name, text in (
        (tr("Symptom"), found.symptom),
        (tr("Cause"), found.cause),
        (tr("Measure"), found.measure),
    ):
        if text:
            column.addWidget(value_row(name, text))
    left = record.remaining
    if left is not None:
        text = years_text(left.p10, left.p50, left.p90)
        column.addWidget(value_row(tr("Remaining life"), text))
    if record.chances:
        text = chances_text(record.chances)
        column.addWidget(value_row(tr("Forecast {year}", year=record.year), text))
    if found.deadline_year:
        column.addWidget(value_row(tr("Deadline"), str(found.deadline_year)))
    _add_cost(column, record)


def add_upkeep(column: QVBoxLayout, record: ElementRecord) -> None:
    """Warranty, recurring work, orders and documents."""
    _add_component(column, record)
    if record.next_plan is not None:
        plan, day = record.next_plan
        _head(column, tr("Next recurring work"))
        column.addWidget(value_row(plan.title, numbers.day(day)))
    if record.orders:
        _head(column, tr("Work orders"))
        for order in record.orders[:MOST]:
            when = order.closed_on or order.deadline or order.opened_on
            state = tr(order.state.value.capitalize())
            column.addWidget(_card(order.title, f"{state} · {numbers.day(when)}"))
    if record.documents:
        _head(column, tr("Documents"))
        for document in record.documents[:MOST]:
            line = " · ".join(t for t in (document.kind, document.place) if t)
            column.addWidget(_card(document.title, line))


def add_history(
    column: QVBoxLayout, history: Sequence[Assessment], log: Sequence[AuditEntry]
) -> None:
    """Assessments, newest first, and what the log says of them."""
    column.addWidget(label(tr("Assessments"), "label"))
    if not history:
        column.addWidget(label(tr("Nobody has graded this yet. Press G to grade it."),
                               "secondary", wraps=True))  # fmt: skip
    for found in history:
        made = QWidget()
        row = tight(QHBoxLayout(made), (0, 4, 0, 4), 8)
        row.addWidget(GradeBadge(int(found.grade)))
        texts = tight(QVBoxLayout(), gap=0)
        day = numbers.day(found.assessed_on)
        texts.addWidget(ElidedLabel(f"{day} · {found.assessed_by or '–'}", "medium"))
        texts.addWidget(ElidedLabel(found.symptom or tr("No symptom written"), "caption"))
        row.addLayout(texts, 1)
        column.addWidget(made)
    column.addSpacing(12)
    column.addWidget(label(tr("Log of changes"), "label"))
    if not log:
        column.addWidget(label(tr("Nothing was changed by hand."), "secondary"))
    for entry in log:
        when = f"{numbers.day(entry.at.date())} {entry.at:%H:%M}"
        column.addWidget(_card(entry.what, f"{when} · {entry.who}{_changed(entry)}"))


def _add_component(column: QVBoxLayout, record: ElementRecord) -> None:
    part = record.component
    if part is not None:
        _head(column, tr("Component"))
        made = " ".join(t for t in (part.manufacturer, part.model_reference) if t)
        for name, text in (
            (tr("Make"), made),
            (tr("Installed"), str(part.installed_year or "")),
            (
                tr("Warranty until"),
                numbers.day(part.warranty_until) if part.warranty_until else "",
            ),
        ):
            if text:
                column.addWidget(value_row(name, text))


def _add_cost(column: QVBoxLayout, record: ElementRecord) -> None:
    cost = record.cost
    if cost is None or not math.isfinite(cost.p50) or cost.p90 <= 0:
        return
    _head(column, tr("Cost to TG1, kr"))
    row = tight(QHBoxLayout(), gap=8)
    row.addWidget(label(numbers.number(numbers.significant(cost.p50)), "heading"))
    ends = numbers.span(numbers.significant(cost.p10), numbers.significant(cost.p90))
    row.addWidget(label(tr("low – high {range}", range=ends), "unit"))
    row.addStretch(1)
    column.addLayout(row)
    column.addWidget(RangeStrip(cost))
    whose = tr("for the whole building part, ") if record.is_of_part else ""
    text = tr("{whose}prices of {year}", whose=whose, year=record.price_year)
    column.addWidget(label(text[:1].upper() + text[1:], "caption"))


def _changed(entry: AuditEntry) -> str:
    """Which fields a change touched, at most three of them."""
    if entry.before is None or entry.after is None:
        return ""
    names = sorted(k for k in entry.after if k in entry.before)[:3]
    return f" · {', '.join(names)}" if names else ""


def _head(column: QVBoxLayout, title: str) -> None:
    column.addSpacing(12)
    column.addWidget(label(title, "label"))


def _tile(mark: QWidget | None, name: str, value: str) -> QWidget:
    """Narrow tile: three of them stand side by side in the dock."""
    made = frame("card")
    made.setAccessibleName(f"{name}: {value}")
    row = tight(QHBoxLayout(made), (5, 5, 3, 5), 5)
    if mark is not None:
        row.addWidget(mark)
    column = tight(QVBoxLayout(), gap=0)
    column.addWidget(ElidedLabel(name, "unit"))
    column.addWidget(ElidedLabel(value, "caption"))
    row.addLayout(column, 1)
    return made


def _card(title: str, line: str) -> QWidget:
    card = frame("card")
    inside = tight(QVBoxLayout(card), (10, 5, 10, 5), 1)
    inside.addWidget(ElidedLabel(title, "medium"))
    inside.addWidget(ElidedLabel(line, "caption"))
    return card
