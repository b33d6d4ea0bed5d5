"""The next 24 months: what is planned, what comes back, what the law asks for, what it costs."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from twin.model.care import Entry, Grouping, Schedule
from twin.model.edit import Edit
from twin.model.maintenance import Duty, MaintenancePlan, WorkOrder
from twin.ui import theme
from twin.ui.desk import Desk
from twin.ui.records.field import RecordKind
from twin.ui.records.form import RecordForm
from twin.ui.records.kinds.duties import DUTIES
from twin.ui.records.kinds.plans import PLANS
from twin.ui.records.kinds.work_orders import WORK_ORDERS
from twin.ui.records.table import elements_of
from twin.ui.texts.language import tr
from twin.ui.texts.part_names import part_text
from twin.ui.upkeep.gantt import Gantt
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.text import tight
from twin.workspace.care import moved, schedule_job
from twin.workspace.jobs import Task

KINDS: dict[type, RecordKind] = {WorkOrder: WORK_ORDERS, MaintenancePlan: PLANS, Duty: DUTIES}
GROUPINGS = (
    (Grouping.BUILDING, "Building"), (Grouping.PART, "Building part"),
    (Grouping.SUPPLIER, "Supplier"),
)  # fmt: skip


KEYS = (
    ("Overdue", "bar", -1), ("Planned work", "bar", 0), ("Repair", "bar", 1),
    ("Recurring work", "mark", 2), ("Legal duty", "mark", 3), ("Agreements", "square", 5),
)  # fmt: skip
"""English words, shape and place in the colours of charts, -1 for what is late."""


class CalendarPage(QWidget):
    """Time line of the portfolio, or of the entered building; made when it is first seen."""

    def __init__(self, desk: Desk, *, is_inside: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._is_inside = is_inside
        self._is_stale = True
        self.grouping = Grouping.PART if is_inside else Grouping.BUILDING
        self.gantt = Gantt()
        column = tight(QVBoxLayout(self))
        column.addWidget(self._head())
        column.addWidget(self.gantt, 1)
        self.gantt.picked.connect(self._select)
        self.gantt.opened.connect(self._open)
        self.gantt.moved.connect(self.move_bar)
        workspace = desk.workspace
        workspace.portfolio_changed.connect(self._outdate)
        workspace.building_changed.connect(self._outdate)
        workspace.settings_changed.connect(self._outdate)

    def show_entries(self) -> None:
        """Lay the entries out as they are now, in the background."""
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        self._is_stale = False
        if portfolio is None or (self._is_inside and building is None):
            return
        building_id = building.building_id if self._is_inside and building else ""
        workspace.jobs.run(
            schedule_job, portfolio, building_id, self.grouping, date.today(),
            on_done=self._show, task=Task(topic=f"calendar {self._is_inside}"),
        )  # fmt: skip

    def _show(self, made: Schedule) -> None:
        portfolio = self._desk.workspace.portfolio
        if portfolio is not None:
            buildings = {b.building_id: b.name for b in portfolio.buildings}
            names = {r.key: self._name(r.key, buildings) for r in made.rows}
            self.gantt.show_schedule(made, names, buildings)

    def group_by(self, key: str) -> None:
        """Group the rows by building, part or supplier."""
        self.grouping = Grouping(key)
        self._segment.choose(key)
        self.show_entries()

    def move_bar(self, entry: Entry, days: int) -> None:
        """Move the bar of a work order as one step that can be taken back."""
        if isinstance(entry.record, WorkOrder) and days:
            edit = Edit(entry.record, moved(entry.record, days))
            self._desk.workspace.store([edit], tr("Move {name}", name=entry.title))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what changed while the page was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self.show_entries()

    def _outdate(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self.show_entries()

    def _head(self) -> QWidget:
        made, row = head_bar("")
        shown = GROUPINGS[1:] if self._is_inside else GROUPINGS
        self._segment = Segment(tr("Rows"), [(g, tr(t)) for g, t in shown], small=True)
        self._segment.choose(self.grouping)
        self._segment.chosen.connect(self.group_by)
        row.addWidget(self._segment)
        row.addWidget(Keys(), 1)
        return made

    def _name(self, key: str, buildings: dict[str, str]) -> str:
        if not key:
            return tr("Not stated")
        if self.grouping is Grouping.BUILDING:
            return buildings.get(key, key)
        return part_text(key) if self.grouping is Grouping.PART else key

    def _select(self, entry: Entry) -> None:
        workspace = self._desk.workspace
        if not self._is_inside:
            workspace.select(frozenset({entry.building_id}))
        elif workspace.model is not None:
            workspace.select(elements_of(workspace.model.elements, [entry.record]))

    def _open(self, entry: Entry) -> None:
        kind = KINDS[type(entry.record)]
        workspace = self._desk.workspace
        RecordForm(self.window(), workspace, kind, [entry.record], is_new=False).open()


class Keys(QWidget):
    """What shapes and colours of the time line stand for, as far as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(18)
        self.setAccessibleName(", ".join(tr(text) for text, _, _ in KEYS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark and words, one after the other."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("body"))
        metrics, left = painter.fontMetrics(), 8.0
        texts = sum(metrics.horizontalAdvance(tr(text)) for text, _, _ in KEYS)
        gap = min(14.0, (self.width() - left - texts) / len(KEYS) - 22)  # closer than cut off
        for text, shape, token in KEYS:
            width = metrics.horizontalAdvance(tr(text))
            fill = theme.colour("danger") if token < 0 else theme.series_colour(token)
            _paint_key(painter, shape, QPointF(left + 9, self.height() / 2), fill)
            painter.setPen(theme.colour("textSecondary"))
            box = QRectF(left + 22, 0, width + 4, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tr(text))
            left += 22 + width + gap


def _paint_key(painter: QPainter, shape: str, middle: QPointF, fill: QColor) -> None:
    """A short bar, a diamond or a square."""
    painter.save()
    painter.translate(middle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    if shape == "bar":
        painter.drawRoundedRect(QRectF(-8, -4, 16, 8), 2, 2)
    elif shape == "square":
        painter.drawRect(QRectF(-4, -4, 8, 8))
    else:
        painter.rotate(45)
        painter.drawRect(QRectF(-3.6, -3.6, 7.2, 7.2))
    painter.restore()
