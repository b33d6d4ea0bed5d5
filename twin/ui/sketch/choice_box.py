"""Card of the chosen measure: what it touches and misses, its parameters, what was drawn."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin.model.choice import CATALOGUE, Choice
from twin.model.proposal import Range, Reach
from twin.ui.desk import Desk
from twin.ui.sketch.fields_box import FieldsBox
from twin.ui.sketch.storeys_box import StoreysBox
from twin.ui.sketch.value_slider import ValueSlider
from twin.ui.sketch.words import cost_text, reach_text
from twin.ui.texts import numbers
from twin.ui.texts.language import finding_texts, language, tr
from twin.ui.widgets.text import ElidedLabel, label, tight, tip, value_row
from twin.workspace import choices
from twin.workspace.catalogue import by_key, parameter_value
from twin.workspace.placing import covered
from twin.workspace.sketch import is_massing

MOST_REMARKS = 3


class ChoiceBox(QWidget):
    """Empty while no measure is chosen; keeps its sliders while only their values change."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._estimate = desk.estimate
        self._sliders: dict[str, ValueSlider] = {}
        self._targets: dict[str, str] = {}
        self._shown, self._is_drawn = "", False
        self._column = tight(QVBoxLayout(self), (16, 12, 16, 10), 3)
        self._content: QWidget | None = None
        self._reach = QVBoxLayout()
        self._fields: FieldsBox | None = None
        self._storeys: StoreysBox | None = None
        desk.workspace.scenario_changed.connect(self.show_choice)
        desk.choice.changed.connect(self.show_choice)
        desk.estimate.changed.connect(self.show_reach)
        self.show_choice()

    def show_choice(self) -> None:
        """Show the chosen measure as it is now."""
        choice = choices.choice_of(self._desk.workspace.state, self._desk.choice.measure)
        self.setVisible(choice is not None)
        if choice is None:
            self._shown = ""
            return
        shown = choice.key, bool(choice.sketch.fields)
        if shown != (self._shown, self._is_drawn):
            self._build(choice)
        for name, slider in self._sliders.items():
            slider.show_value(parameter_value(choice.measure, self._targets[name]))
        if self._fields is not None:
            self._fields.show_fields(choice)
        if self._storeys is not None:
            self._storeys.show_storeys(choice)
        self.show_reach()

    def show_reach(self) -> None:
        """Say what it touches, costs and misses."""
        choice = choices.choice_of(self._desk.workspace.state, self._shown)
        if choice is None:
            return
        while (item := self._reach.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in self._about_reach(choice, self._estimate.reach_of(choice.key)):
            self._reach.addWidget(widget)

    def _about_reach(self, choice: Choice, reach: Reach | None) -> list[QWidget]:
        if not choice.is_on:
            return [label(tr("Put aside: it is not applied."), "secondary", wraps=True)]
        if reach is None:
            return [label(tr("estimating …"), "secondary")]
        if reach.reason:
            return [label(tr(reach.reason), "warn", wraps=True)]
        painted = len(choice.elements)
        found: list[QWidget] = [
            value_row(tr("Touches"), reach_text(reach), "strong"),
            value_row(tr("Costs about"), cost_text(choice.measure, reach)),
        ]
        tip(found[1], choice.measure.unit_cost.source)
        if choice.sketch.products:
            found.append(label(self._about_pieces(choice), "caption", wraps=True))
        if painted and len(reach.elements) < painted:
            text = tr("{count} of {all} painted parts are of another kind, or inside.",
                      count=numbers.number(painted - len(reach.elements)),
                      all=numbers.number(painted))  # fmt: skip
            found.append(label(text, "caption", wraps=True))
        for remark in reach.remarks[:MOST_REMARKS]:
            found.append(label(finding_texts(remark)[0], "caption", wraps=True))
        return found

    def _about_pieces(self, choice: Choice) -> str:
        known = covered(self._desk.workspace, choice)
        pieces = numbers.number(known.pieces)
        if not known.area > 0 or not known.whole > 0:
            return tr("{count} pieces are placed.", count=pieces)
        return tr("{count} pieces cover {area} of {whole}.", count=pieces,
                  area=numbers.quantity(known.area, "m²"),
                  whole=numbers.quantity(known.whole, "m²"))  # fmt: skip

    def _build(self, choice: Choice) -> None:
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._shown, self._is_drawn = choice.key, bool(choice.sketch.fields)
        self._sliders, self._targets, self._fields = {}, {}, None
        self._storeys = None
        self._content = QWidget()
        column = tight(QVBoxLayout(self._content), gap=3)
        column.addWidget(label(choice.measure.title, "title", wraps=True))
        from_catalogue = choice.origin == CATALOGUE
        origin = tr("Catalogue of measures") if from_catalogue else choice.supplier
        column.addWidget(ElidedLabel(origin, "secondary"))
        column.addSpacing(4)
        self._reach = tight(QVBoxLayout(), gap=2)
        column.addLayout(self._reach)
        self._fields = FieldsBox(self._desk)
        column.addWidget(self._fields)
        if is_massing(choice):
            self._storeys = StoreysBox(self._desk)
            column.addWidget(self._storeys)
        self._add_parameters(column, choice)
        self._column.addWidget(self._content)

    def _add_parameters(self, column: QVBoxLayout, choice: Choice) -> None:
        source = choices.catalogued(choice.measure)
        if source is None:
            return
        titles = {p.name: p.title for p in by_key(language())[source.key].parameters}
        for parameter in source.parameters:
            if choice.sketch.fields and parameter.target == "pv":
                continue  # what was drawn says how much
            now = parameter_value(choice.measure, parameter.target)
            limits = Range(now, parameter.value.low, parameter.value.high)
            unit = parameter.unit.replace("m2", "m²") if parameter.unit != "1" else ""
            slider = ValueSlider(titles[parameter.name], limits, unit)
            slider.chosen.connect(partial(self._set, parameter.name))
            self._sliders[parameter.name] = slider
            self._targets[parameter.name] = parameter.target
            column.addWidget(slider)

    def _set(self, name: str, value: float) -> None:
        choices.set_parameters(self._desk.workspace, self._shown, {name: value})
