"""The catalogue of measures, by group, searchable, with what suits the entered building."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from twin.errors import TwinError
from twin.model.sketch import MASSINGS
from twin.ui.sketch.words import GROUPS, cost_text, reach_text
from twin.ui.texts.language import language, tr
from twin.ui.what_if_choice import ProposalChoice
from twin.ui.widgets.content import put_into
from twin.ui.widgets.pressable import Pressable
from twin.ui.widgets.search_field import SearchField
from twin.ui.widgets.text import ElidedLabel, head, label, picture, tight, tip
from twin.workspace import choices
from twin.workspace.catalogue import GROUPS as ORDER
from twin.workspace.choices import Suited
from twin.workspace.workspace import Workspace

SIZE = (640, 620)


class CatalogueDialog(QDialog):
    """Asks for one measure; `chosen` is its key, "" while none is."""

    def __init__(self, parent: QWidget, found: tuple[Suited, ...]) -> None:
        super().__init__(parent)
        self.chosen = ""
        self._found = found
        self.setWindowTitle(tr("Add measure"))
        self.resize(*SIZE)
        column = tight(QVBoxLayout(self))
        top = tight(QHBoxLayout(), (16, 12, 16, 10), 12)
        self.search = SearchField(tr("Search the catalogue"))
        self.search.textChanged.connect(self.show_found)
        self.search.left.connect(self.reject)
        top.addWidget(self.search, 1)
        self._only = QCheckBox(tr("Only what suits"))
        self._only.setChecked(True)
        self._only.toggled.connect(self.show_found)
        top.addWidget(self._only)
        column.addLayout(top)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        self.show_found()
        self.search.setFocus()

    def show_found(self) -> None:
        """List the measures that match, group by group."""
        words = self.search.text().casefold().split()
        content = QWidget()
        column = tight(QVBoxLayout(content))
        shown = 0
        for group in ORDER:
            own = [s for s in self._found if s.measure.group == group and self._matches(s, words)]
            if not own:
                continue
            bar, _ = head(tr(GROUPS[group]))
            column.addWidget(bar)
            for one in own:
                column.addWidget(self._row(one))
            shown += len(own)
        if not shown:
            note = label(tr("No measure matches. Search less, or show all."), "secondary")
            note.setContentsMargins(16, 16, 16, 0)
            column.addWidget(note)
        column.addStretch(1)
        put_into(self._area, content)

    def _matches(self, one: Suited, words: list[str]) -> bool:
        if self._only.isChecked() and one.reach.reason:
            return False
        measure = one.measure
        text = f"{measure.title} {measure.description} {tr(GROUPS[measure.group])}".casefold()
        return all(word in text for word in words)

    def _row(self, one: Suited) -> Pressable:
        measure, reach = one.measure, one.reach
        made = Pressable(measure.key, measure.title)
        made.setProperty("role", "row")
        row = tight(QHBoxLayout(made), (16, 8, 16, 8), 12)
        mark = "warning" if reach.reason else "plus"
        row.addWidget(picture(mark, "warn" if reach.reason else "accent"))
        column = tight(QVBoxLayout(), gap=1)
        title = tight(QHBoxLayout(), gap=8)
        title.addWidget(ElidedLabel(measure.title, "medium"), 1)
        drawn_first = measure.key in MASSINGS
        if not reach.reason and not drawn_first:
            title.addWidget(label(cost_text(measure.measure, reach)))
        column.addLayout(title)
        column.addWidget(ElidedLabel(measure.description, "secondary"))
        said = tr(reach.reason) if reach.reason else reach_text(reach)
        if drawn_first:
            said = tr("Drawn in 3D")
        if one.times:
            said = f"{said} · {tr('in the what-if already')}"
        column.addWidget(ElidedLabel(said, "caption"))
        row.addLayout(column, 1)
        tip(made, measure.description)
        made.pressed.connect(self._choose)
        return made

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()


def ask_and_add(parent: QWidget, workspace: Workspace, choice: ProposalChoice) -> None:
    """Ask for a measure, put it at the end of the what-if and look at it."""
    try:
        found = choices.suited(workspace.state, language())
    except TwinError as error:
        workspace.notices.show(error)
        return
    dialog = CatalogueDialog(parent, found)
    dialog.exec()
    dialog.deleteLater()
    if dialog.chosen:
        choice.choose_measure(choices.add_from_catalogue(workspace, dialog.chosen, language()))
