"""The dialog in which the measured U-value of selected elements is written down."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from twin.errors import InputOutOfRange, TwinError
from twin.model.known import KINDS, U_VALUE, KnownValue
from twin.ui.dialogs.form import field, foot
from twin.ui.texts import known as words
from twin.ui.texts import numbers
from twin.ui.texts.language import error_text, source_text, tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import label, rule, tight
from twin.workspace.known_model import alike, in_envelope
from twin.workspace.known_values import problem, usual_uncertainty
from twin.workspace.workspace import Workspace

WIDTH = 460


def edit_element_value(parent: QWidget, workspace: Workspace) -> None:
    """Open the dialog for the selected parts of the envelope, or say that there are none."""
    model = workspace.model
    if model is None:
        return
    keys = in_envelope(model, workspace.selection)
    if not keys:
        workspace.notices.say(
            "Nothing of what is selected separates heated rooms from outside.",
            "Select walls, windows, doors, roofs or floors of the envelope.",
        )
        return
    ElementValueDialog(parent, workspace, keys, alike(model, keys)).open()


class ElementValueDialog(QDialog):
    """One U-value for some elements, or for all like them."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        keys: frozenset[str],
        same: frozenset[str],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Known U-value"))
        self.setMinimumWidth(WIDTH)
        self._workspace, self._keys, self._same = workspace, keys, same
        before = next(
            (v for v in workspace.known if v.elements and keys <= frozenset(v.elements)), None
        )
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Known U-value"), "heading"))
        count = numbers.number(len(keys))
        column.addWidget(label(tr("Elements of the envelope: {count}", count=count), "secondary"))
        column.addWidget(rule())
        column.addLayout(self._fields(words.written(before)))
        more = numbers.number(len(same))
        self.all = QCheckBox(tr("All like this: {count} elements of the same kind, type or layers",
                                count=more))  # fmt: skip
        self.all.setEnabled(len(same) > len(keys))
        column.addWidget(self.all)
        self.hint = label("", "caption", wraps=True)
        column.addWidget(self.hint)
        self.message = label("", "danger", wraps=True)
        self.message.hide()
        column.addWidget(self.message)
        forget = QPushButton(tr("Forget"))
        forget.setEnabled(any(keys & frozenset(v.elements) for v in workspace.known))
        forget.clicked.connect(self.forget)
        column.addLayout(foot(self.store, self.reject, forget))
        self.kind.chosen.connect(self._tell)
        self._tell(self.kind.key)

    def store(self) -> None:
        """Take over what is written, or say what is wrong and keep the dialog open."""
        building = self._workspace.building
        if building is None:
            return
        entry = words.Written(
            self.value.text(), self.uncertainty.text(), self.kind.key, self.when.text(),
            self.who.text(), self.note.text(),
        )  # fmt: skip
        chosen = self._same if self.all.isChecked() else self._keys
        today, keys = date.today(), tuple(sorted(chosen))
        try:
            made = words.value_from(U_VALUE, entry, building.building_id, ("", today), keys)
        except InputOutOfRange as error:
            self._complain(error)
            return
        wrong = problem((made,), today)
        if wrong is not None:
            self._complain(wrong)
            return
        self._workspace.change_known((*without(self._workspace.known, chosen), made))
        self.accept()

    def forget(self) -> None:
        """Let the elements have the U-value of their model again."""
        self._workspace.change_known(without(self._workspace.known, self._keys))
        self.accept()

    def _complain(self, error: TwinError) -> None:
        self.message.setText(error_text(error))
        self.message.show()

    def _fields(self, text: words.Written) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        kinds = {kind: tr(words.KIND_WORDS[kind]) for kind in KINDS}
        self.value = field(tr("U-value, W/(m²K)"), 0, text.value)
        self.uncertainty = field("± %", 0, text.uncertainty)
        self.kind = Choice(tr("How"), kinds, text.kind)
        self.when = field(tr("Date"), 0, text.when)
        self.when.setPlaceholderText(tr("today"))
        self.who = field(tr("By"), 0, text.who)
        self.note = field(tr("Method or document"), 0, text.note)
        rows = (
            (tr("U-value, W/(m²K)"), self.value),
            ("± %", self.uncertainty),
            (tr("How"), self.kind),
            (tr("Date"), self.when),
            (tr("By"), self.who),
            (tr("Method or document"), self.note),
        )
        for at, (name, widget) in enumerate(rows):
            grid.addWidget(label(name, "secondary"), at, 0)
            grid.addWidget(widget, at, 1)
        return grid

    def _tell(self, kind: str) -> None:
        usual = usual_uncertainty(U_VALUE, kind)
        self.uncertainty.setPlaceholderText(words.uncertainty_text(U_VALUE, kind))
        self.hint.setText(
            tr("Usual range of “{name}”, {kind}: ± {share}. {source}",
               name=tr(words.NAMES[U_VALUE]),
               kind=tr(words.KIND_WORDS[kind]).lower(),
               share=numbers.percent(usual.share),
               source=source_text(usual.source))
        )  # fmt: skip


def without(known: tuple[KnownValue, ...], keys: frozenset[str]) -> tuple[KnownValue, ...]:
    """What is known once nothing is known of single elements any more."""
    left: list[KnownValue] = []
    for value in known:
        kept = tuple(key for key in value.elements if key not in keys)
        if kept or not value.elements:
            left.append(value if kept == value.elements else replace(value, elements=kept))
    return tuple(left)
