"""Right panel of a building: what is selected, and what is wrong with the data."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from twin.model.building import BuildingModel, Element, Georeference
from twin.model.edit import AuditEntry
from twin.model.finding import Finding, Severity
from twin.model.overlay import NO_DATA, Colouring
from twin.model.register import Sensor
from twin.model.thermal import Sourced
from twin.ui.condition.element_figures import (
    add_condition,
    add_history,
    add_upkeep,
    grade_tiles,
)
from twin.ui.desk import Desk
from twin.ui.dialogs.element_value import edit_element_value
from twin.ui.readings.sensor_box import SensorBox
from twin.ui.texts import numbers
from twin.ui.texts.class_names import class_words, element_title
from twin.ui.texts.language import finding_texts, tr
from twin.ui.texts.lines import Group
from twin.ui.texts.properties import property_groups
from twin.ui.widgets.badge import GradeBadge, grade_name
from twin.ui.widgets.bar import foot_bar
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import ElidedLabel, frame, label, picture, tight, tip, value_row
from twin.ui.widgets.tile import state_tile
from twin.workspace.condition import element_grades, worst
from twin.workspace.defaults import usual_u_values
from twin.workspace.element_record import (
    ElementRecord,
    ask_history,
    element_record,
    element_to_come,
)
from twin.workspace.known_model import in_envelope
from twin.workspace.state import BUILDING_MODES

MOST_FINDINGS = 200
LONG_NAME = 24  # letters
ICONS = {
    Severity.INFO: ("info", "info"),
    Severity.WARNING: ("warning", "warn"),
    Severity.ERROR: ("error", "danger"),
}


class PropertyCard(QWidget):
    """Properties of the selection, and findings; listens to the workspace."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._grades: tuple[int | None, ...] = ()
        self._properties, self._findings = _area(), _area()
        self.tabs = Tabs()
        self.tabs.add("properties", tr("Properties"), self._properties)
        self.tabs.add("findings", tr("Findings"), self._findings)
        self._history = _area()
        self.tabs.add("history", tr("History"), self._history)
        self.tabs.turned.connect(lambda _key: self.show_history())
        column = tight(QVBoxLayout(self))
        column.addWidget(self.tabs, 1)
        column.addWidget(self._foot())
        workspace = desk.workspace
        workspace.model_changed.connect(self.show_model)
        workspace.building_changed.connect(self.show_model)
        workspace.portfolio_changed.connect(self.show_model)
        workspace.selection_changed.connect(self.show_selection)
        workspace.model_versions_changed.connect(self.show_findings)
        workspace.colouring_changed.connect(self.show_selection)
        workspace.scenario_changed.connect(self.show_selection)
        self.show_model()

    def show_model(self) -> None:
        """Show the findings of another model, and its selection."""
        workspace = self._desk.workspace
        model, building, portfolio = workspace.model, workspace.building, workspace.portfolio
        assessments = (
            portfolio.assessments_of(building.building_id) if portfolio and building else ()
        )
        self._grades = element_grades(model, assessments) if model else ()
        self.show_findings()
        self.show_selection()

    def show_findings(self) -> None:
        """Show what is wrong with the model, and with the records that name its elements."""
        findings = self._desk.workspace.findings
        self.tabs.count("findings", numbers.number(len(findings)) if findings else "")
        self._show_findings(findings)

    def show_selection(self) -> None:
        """Show what is selected: one element in full, several in sum, none: the model."""
        workspace = self._desk.workspace
        if workspace.mode not in BUILDING_MODES:
            return
        content = QWidget()
        column = tight(QVBoxLayout(content), (16, 14, 16, 12), 2)
        model = workspace.model
        if model is not None:
            rows = [i for i, e in enumerate(model.elements) if e.key in workspace.selection]
            if len(rows) == 1:
                self._add_element(column, model, rows[0])
            elif rows:
                self._add_several(column, model, rows)
            else:
                _add_summary(column, model, workspace.building.name if workspace.building else "")
        column.addStretch(1)
        self._properties.setWidget(content)
        self.show_history()
        is_outside = model is not None and bool(in_envelope(model, workspace.selection))
        self._measure.setEnabled(is_outside)

    def show_history(self) -> None:
        """Assessments of the selected element and the log of them, once somebody looks."""
        if self.tabs.shown != "history":
            return
        record, keys = self._record(), self._desk.workspace.selection
        found = record.history if record else ()

        def show(log: tuple[AuditEntry, ...]) -> None:
            if self._desk.workspace.selection != keys:
                return
            content = QWidget()
            column = tight(QVBoxLayout(content), (16, 14, 16, 12), 2)
            if record is None:
                text = tr("Click an element to see how it was graded over the years.")
                column.addWidget(label(text, "secondary", wraps=True))
            else:
                add_history(column, found, log)
            column.addStretch(1)
            self._history.setWidget(content)

        ask_history(self._desk.workspace, found, show)

    def _record(self) -> ElementRecord | None:
        """What is kept about the one selected element."""
        workspace = self._desk.workspace
        model, portfolio, building = workspace.model, workspace.portfolio, workspace.building
        if model is None or portfolio is None or building is None:
            return None
        rows = [i for i, e in enumerate(model.elements) if e.key in workspace.selection]
        if len(rows) != 1:
            return None
        place = building.building_id, rows[0]
        year, chances = element_to_come(workspace.state, portfolio, *place)
        record = element_record(portfolio, building.building_id, model, rows[0])
        return replace(record, year=year, chances=chances)

    def _foot(self) -> QWidget:
        what_if = QPushButton(tr("What-if"))
        tip(what_if, tr("Try an upgrade"))
        what_if.clicked.connect(self._desk.actions["mode:what-if"].trigger)
        grade = QPushButton(tr("Grade…"))
        tip(grade, tr("Write down the condition of what is selected (G)"))
        grade.clicked.connect(self._desk.actions["grade"].trigger)
        self._measure = QPushButton(tr("U-value…"))
        tip(self._measure, tr("Write down what is known of the selected parts"))
        workspace = self._desk.workspace
        self._measure.clicked.connect(lambda: edit_element_value(self.window(), workspace))
        return foot_bar(what_if, grade, self._measure)

    def _add_element(self, column: QVBoxLayout, model: BuildingModel, row: int) -> None:
        element = model.elements[row]
        title = element_title(element.name, element.ifc_class, element.tag)
        column.addWidget(label(title, "title", wraps=True))
        line = " · ".join(t for t in (element.ifc_class, element.tag, element.classification) if t)
        column.addWidget(ElidedLabel(line, "secondary"))
        column.addSpacing(8)
        record = self._record()
        if record is not None:
            column.addLayout(grade_tiles(record))
            add_condition(column, record)
        shown = self._desk.workspace.known_model or model
        known = self._desk.workspace.known
        for group in property_groups(shown, row, self._usual_u_values, known):
            _add_group(column, group)
        if record is not None:
            add_upkeep(column, record)
        sensors = self._sensors_at(element)
        if sensors:
            column.addWidget(SensorBox(self._desk.workspace, sensors))

    def _sensors_at(self, element: Element) -> list[Sensor]:
        """Sensors on the element, or in the space it is or stands in."""
        workspace = self._desk.workspace
        if workspace.portfolio is None or workspace.building is None:
            return []
        here = {element.global_id, element.space} - {""}
        of_building = workspace.portfolio.of_kind(Sensor, workspace.building.building_id)
        return [s for s in of_building if s.global_id in here or s.space_id in here]

    def _usual_u_values(self) -> dict[str, Sourced]:
        building = self._desk.workspace.building
        return usual_u_values(building) if building else {}

    def _tiles(self, grade: int | None, row: int) -> QHBoxLayout:
        tiles = tight(QHBoxLayout(), gap=8)
        badge = GradeBadge(grade, 20) if grade is not None else None
        said = grade_name(grade) if grade is not None else tr("Not assessed")
        tiles.addWidget(state_tile(badge, tr("Grade"), said), 1)
        colouring = self._desk.workspace.colouring
        if colouring is not None and 0 <= row < len(colouring.classes):
            text = _class_text(colouring, row)
            tiles.addWidget(state_tile(None, tr(colouring.legend.title), text), 1)
        return tiles

    def _add_several(self, column: QVBoxLayout, model: BuildingModel, rows: list[int]) -> None:
        count = numbers.number(len(rows))
        column.addWidget(label(tr("{count} elements", count=count), "title"))
        classes = Counter(class_words(model.elements[r].ifc_class) for r in rows)
        column.addSpacing(8)
        gravest = worst(self._grades[r] for r in rows if r < len(self._grades))
        column.addLayout(self._tiles(gravest, -1 if len(rows) != 1 else rows[0]))
        column.addSpacing(10)
        column.addWidget(label(tr("Classes"), "label"))
        for words, number in classes.most_common(12):
            column.addWidget(value_row(words, numbers.number(number)))
        if model.envelope is not None:
            chosen = np.isin(model.envelope.element, rows)
            if chosen.any():
                area = float(model.envelope.area[chosen].sum())
                column.addSpacing(10)
                column.addWidget(label(tr("Thermal"), "label"))
                text = numbers.quantity(area, "m²", 1)
                column.addWidget(value_row(tr("Area in the envelope"), text))

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        content = QWidget()
        column = tight(QVBoxLayout(content), (16, 12, 16, 12), 8)
        if not findings:
            text = tr("Nothing is missing in this model as far as the program can see.")
            column.addWidget(label(text, "secondary", wraps=True))
        for finding in findings[:MOST_FINDINGS]:
            column.addWidget(self._finding(finding))
        if len(findings) > MOST_FINDINGS:
            more = numbers.number(len(findings) - MOST_FINDINGS)
            column.addWidget(label(tr("{count} more", count=more), "secondary"))
        column.addStretch(1)
        self._findings.setWidget(content)

    def _finding(self, finding: Finding) -> QWidget:
        made = frame("card")
        row = tight(QHBoxLayout(made), (10, 8, 10, 8), 8)
        icon, token = ICONS[finding.severity]
        mark = picture(icon, token)
        column = tight(QVBoxLayout(), gap=2)
        message, consequence, step = finding_texts(finding)
        column.addWidget(label(message, wraps=True))
        rest = " ".join(t for t in (consequence, step) if t)
        if rest:
            column.addWidget(label(rest, "caption", wraps=True))
        if finding.global_id:
            show = QPushButton(tr("Show"))
            show.setProperty("role", "link")
            show.clicked.connect(self._shower(finding.global_id))
            column.addWidget(show)
        row.addWidget(mark)
        row.addLayout(column, 1)
        return made

    def _shower(self, global_id: str) -> Callable[[], None]:
        def show() -> None:
            model = self._desk.workspace.model
            elements = model.elements if model else ()
            keys = frozenset(e.key for e in elements if e.global_id == global_id)
            self._desk.workspace.select(keys)
            self._desk.actions["fit"].trigger()

        return show


def _area() -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _add_group(column: QVBoxLayout, group: Group) -> None:
    column.addSpacing(12)
    column.addWidget(label(group.title, "label"))
    for line in group.lines:
        column.addWidget(value_row(line.name, line.value, line.role))
    if group.source:
        row = tight(QHBoxLayout(), (0, 2, 0, 0), 6)
        row.addWidget(picture("info", size=12))
        row.addWidget(label(_breakable(group.source), "caption", wraps=True), 1)
        column.addLayout(row)


def _add_summary(column: QVBoxLayout, model: BuildingModel, name: str) -> None:
    summary = model.summary
    column.addWidget(label(name, "heading", wraps=True))
    column.addWidget(ElidedLabel(" · ".join(t for t in (summary.schema, summary.exporter) if t),
                                 "secondary"))  # fmt: skip
    column.addSpacing(10)
    column.addWidget(label(tr("Model"), "label"))
    rows = (
        (tr("Elements"), numbers.number(len(model.elements))),
        (tr("Drawn of those with a shape"),
         f"{numbers.number(summary.drawn)} / {numbers.number(summary.with_body)}"),
        (tr("Triangles"), numbers.number(summary.triangles)),
        (tr("Storeys"), numbers.number(len(model.storeys))),
        (tr("Rooms"), numbers.number(len(model.spaces))),
        (tr("Unit of the file"), tr(summary.units) if summary.units else "–"),
        (tr("Map position"), _map_position(summary.georeference)),
    )  # fmt: skip
    for title, text in rows:
        column.addWidget(value_row(title, text))
    column.addSpacing(10)
    column.addWidget(label(tr("Click an element to see its properties."), "secondary", wraps=True))


def _map_position(place: Georeference | None) -> str:
    """The map's name, else what the site says alone, else a dash."""
    if place is None or not place.source:
        return "–"
    if place.source == "site":
        return tr("latitude, longitude")
    return place.crs or tr("map without a name")


def _class_text(colouring: Colouring, row: int) -> str:
    place = int(colouring.classes[row])
    if place == NO_DATA:
        return tr(colouring.legend.no_data_label)
    return numbers.bounds_text(tr(colouring.legend.classes[place].label))


def _breakable(text: str) -> str:
    """Text whose long names, such as ``Pset.Property``, may go on in the next line."""
    return " ".join(
        word.replace(".", ".\u200b").replace("_", "_\u200b") if len(word) > LONG_NAME else word
        for word in text.split(" ")
    )
