"""A workshop on needs: type and add, vote, weigh and group, without the mouse."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QVBoxLayout, QWidget

from twin.model.edit import Edit
from twin.model.need import Need, NeedStatus, NeedVote
from twin.ui.desk import Desk
from twin.ui.records.form import RecordForm
from twin.ui.records.kinds.needs import NEEDS
from twin.ui.records.table import elements_of
from twin.ui.texts.language import tr
from twin.ui.upkeep.need_list import NeedList, lines_of
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.text import ElidedLabel, label, tight
from twin.workspace.needs import answered_by, themes, vote_edits, vote_of

PAIN_AT_FIRST = 3
NAME_WIDTH, INPUT_LEAST = 150, 260


class WorkshopPage(QWidget):
    """One line to type needs into, and below it the list; letters and digits do the rest."""

    def __init__(self, desk: Desk, *, is_inside: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._is_inside = is_inside
        self._building_id = ""
        self._themed: Need | None = None
        self.list = NeedList()
        self.input = QLineEdit()
        self.who = QLineEdit(desk.workspace.who)
        column = tight(QVBoxLayout(self))
        column.addWidget(self._head())
        column.addWidget(self.list, 1)
        column.addWidget(self._help())
        self.input.returnPressed.connect(self._enter)
        self.input.installEventFilter(self)
        self.who.textChanged.connect(self.show_needs)
        self.list.commanded.connect(self._do)
        self.list.pained.connect(self.set_pain)
        self.list.chosen.connect(self._select)
        workspace = desk.workspace
        workspace.portfolio_changed.connect(self.show_needs)
        workspace.building_changed.connect(self.show_needs)
        workspace.selection_changed.connect(self._show_place)
        self._ask_title()
        self.show_needs()

    def show_needs(self) -> None:
        """Show needs, sums and votes as they are now."""
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        if portfolio is None or (self._is_inside and building is None):
            return
        inside = building if self._is_inside else None
        needs = portfolio.needs_of(inside.building_id) if inside else portfolio.needs
        names = {b.building_id: b.name for b in portfolio.buildings}
        mine = {v.need_id for v in portfolio.of_kind(NeedVote)
                if v.who.casefold() == self.who.text().strip().casefold()}  # fmt: skip
        self.list.show_lines(
            lines_of(
                themes(needs),
                lambda n: "" if inside else names.get(n.building_id, ""),
                lambda n: n.need_id in mine,
                lambda n: len(answered_by(portfolio, n)),
            )
        )
        self._show_place()

    def add(self, title: str) -> None:
        """Add a need in the chosen building; its pain is 3 until somebody weighs it."""
        workspace = self._desk.workspace
        building_id = self._here()
        if not building_id:
            workspace.notices.say(
                "Choose a building first; the need belongs to one.",
                "Click a building in the 3D view or in the table of buildings.",
            )
            return
        theme = self.list.need.theme if self.list.need else ""
        need = Need(
            workspace.new_key(), building_id, title, "", "", PAIN_AT_FIRST, date.today(),
            places=self._places(), owner=self.who.text().strip(), theme=theme,
            status=NeedStatus.NEW,
        )  # fmt: skip
        workspace.store([Edit(None, need)], tr("Add {name}", name=title))

    def set_pain(self, need: Need, pain: int) -> None:
        """Weigh a need, 1 to 5."""
        self._change(need, replace(need, pain=pain))

    def vote(self, need: Need) -> None:
        """Give the participant's vote, or take it back."""
        who, workspace = self.who.text().strip(), self._desk.workspace
        if not who:
            workspace.notices.say("Write the name of the participant first; votes have a name.")
            self.who.setFocus()
            return
        portfolio = workspace.portfolio
        if portfolio is not None:
            votes = portfolio.of_kind(NeedVote)
            edits = vote_edits(votes, need, who, workspace.new_key)
            text = "Vote for {name}" if vote_of(votes, need, who) is None else (
                "Take back the vote for {name}"
            )  # fmt: skip
            workspace.store(edits, tr(text, name=need.title))

    def put_here(self, need: Need) -> None:
        """Move a need to the building, or to the elements, selected in 3D."""
        building_id = self._here()
        if building_id:
            self._change(need, replace(need, building_id=building_id, places=self._places()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the input, down goes to the list and Esc forgets the question for a theme."""
        if (
            watched is self.input
            and isinstance(event, QKeyEvent)
            and (event.type() == QEvent.Type.KeyPress)
        ):
            if event.key() == Qt.Key.Key_Down and self._themed is None:
                self.list.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self._themed is not None:
                self._ask_title()
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        text = self.input.text().strip()
        need = self._themed
        if need is not None:
            self._ask_title()
            self._change(need, replace(need, theme=text))
            self.list.setFocus()
        elif text:
            self.add(text)
            self.input.clear()

    def _do(self, need: Need | None, what: str) -> None:
        if what == "new" or need is None:
            self.input.setFocus()
            return
        actions = {
            "vote": self.vote, "theme": self._ask_theme, "place": self.put_here,
            "answer": self._ask_answer, "delete": self._delete, "open": self._open,
        }  # fmt: skip
        actions[what](need)

    def _change(self, need: Need, after: Need) -> None:
        if after != need:
            what = tr("Change {name}", name=need.title)
            self._desk.workspace.store([Edit(need, after)], what)

    def _delete(self, need: Need) -> None:
        what = tr("Delete {count} × {kind}", count=1, kind=tr(NEEDS.one))
        self._desk.workspace.store([Edit(need, None)], what)

    def _open(self, need: Need) -> None:
        RecordForm(self.window(), self._desk.workspace, NEEDS, [need], is_new=False).open()

    def _ask_title(self) -> None:
        self._themed = None
        self.input.clear()
        self.input.setCompleter(None)  # pyright: ignore[reportArgumentType]  Qt takes none
        self.input.setPlaceholderText(tr("Type a need, Enter adds it"))
        self.input.setAccessibleName(tr("New need"))

    def _ask_theme(self, need: Need) -> None:
        portfolio = self._desk.workspace.portfolio
        self._themed = need
        known = sorted({n.theme for n in portfolio.needs if n.theme}) if portfolio else []
        completer = QCompleter(known, self.input)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.input.setCompleter(completer)
        self.input.setPlaceholderText(tr("Theme of “{name}”, Enter keeps it", name=need.title))
        self.input.setAccessibleName(tr("Theme"))
        self.input.setText(need.theme)
        self.input.selectAll()
        self.input.setFocus()

    def _ask_answer(self, need: Need) -> None:
        """Menu of proposals; the ticked ones answer the need."""
        portfolio = self._desk.workspace.portfolio
        proposals = portfolio.proposals if portfolio else ()
        if not proposals:
            self._desk.workspace.notices.say("There are no proposals to choose an answer from.")
            return
        menu = QMenu(self)
        for proposal in proposals:
            action = QAction(f"{proposal.title} – {proposal.supplier}", menu)
            action.setCheckable(True)
            action.setChecked(proposal.proposal_id in need.answers)
            action.setData(proposal.proposal_id)
            menu.addAction(action)
        menu.triggered.connect(lambda action: self._answer(need, action.data()))
        menu.setActiveAction(menu.actions()[0])
        place = self.list.visualRect(self.list.currentIndex()).bottomLeft()
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _answer(self, need: Need, proposal_id: str) -> None:
        rest = tuple(a for a in need.answers if a != proposal_id)
        chosen = rest if proposal_id in need.answers else (*rest, proposal_id)
        self._change(need, replace(need, answers=chosen))

    def _here(self) -> str:
        """Building that a new need belongs to: the selected one, else the one used last."""
        workspace = self._desk.workspace
        if self._is_inside and workspace.building:
            return workspace.building.building_id
        if len(workspace.selection) == 1:
            self._building_id = next(iter(workspace.selection))
        return self._building_id

    def _places(self) -> tuple[str, ...]:
        """GlobalIds of what is selected inside the building."""
        workspace = self._desk.workspace
        if not self._is_inside or workspace.model is None:
            return ()
        chosen = [e.global_id for e in workspace.model.elements if e.key in workspace.selection]
        return tuple(dict.fromkeys(chosen))

    def _select(self, need: Need | None) -> None:
        """Show in 3D where the need is felt."""
        workspace = self._desk.workspace
        if need is None or not self.list.hasFocus():
            return
        if not self._is_inside:
            workspace.select(frozenset({need.building_id}))
        elif workspace.model is not None:
            workspace.select(elements_of(workspace.model.elements, [need]))

    def _show_place(self) -> None:
        portfolio = self._desk.workspace.portfolio
        building = portfolio.building(self._here()) if portfolio else None
        text = building.name if building else tr("no building chosen")
        count = len(self._places())
        if count:
            text = tr("{building}, {count} elements", building=text, count=count)
        self._where.set_whole(tr("for: {place}", place=text))

    def _head(self) -> QWidget:
        made, row = head_bar("")
        self.head_row = row
        self.input.setMinimumWidth(INPUT_LEAST)
        row.addWidget(self.input, 3)
        self._where = ElidedLabel("", "secondary")
        row.addWidget(self._where, 2)
        row.addWidget(label(tr("Participant"), "secondary"))
        self.who.setFixedWidth(NAME_WIDTH)
        self.who.setAccessibleName(tr("Participant"))
        row.addWidget(self.who)
        return made

    def _help(self) -> QWidget:
        text = tr(
            "↓ to the list, N or ↑ back · 1–5 pain · V vote · T theme · B place from 3D · "
            "A answer · Enter open · Ctrl+Z undo"
        )
        made = ElidedLabel(text, "caption")
        made.setContentsMargins(12, 3, 12, 4)
        return made
