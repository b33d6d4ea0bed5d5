"""What was said of the compared scenarios, and a line to say more."""

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import frame, label, tight
from twin.workspace.scenarios import comparing, edit
from twin.workspace.scenarios.shelf import local_time


class CommentsPage(QWidget):
    """Comments of all compared scenarios, oldest first; one is said about a chosen scenario."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._workspace = desk.workspace
        self._about: Choice | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Say something of the scenario"))
        self.field.setAccessibleName(tr("Say something of the scenario"))
        self.field.returnPressed.connect(self.say)
        self._send = QPushButton(tr("Comment"))
        self._send.clicked.connect(self.say)
        self._foot = tight(QHBoxLayout(), (12, 6, 12, 8), 8)
        self._foot.addWidget(self.field, 1)
        self._foot.addWidget(self._send)
        column = tight(QVBoxLayout(self))
        column.addWidget(self._area, 1)
        column.addLayout(self._foot)
        self._workspace.shelf_changed.connect(self.show_comments)
        self._workspace.comparing_changed.connect(self.show_comments)
        self.show_comments()

    def show_comments(self) -> None:
        """Show what was said of the compared scenarios."""
        found = comparing.scenarios(self._workspace)
        said = self._workspace.state.shelf.comments
        content = QWidget()
        column = tight(QVBoxLayout(content), (12, 8, 12, 8), 6)
        names = {comparing.id_of(s): s.name for s in found}
        own = [c for c in said if c.scenario_id in names]
        for comment in sorted(own, key=lambda c: str(c.said_at)):
            card = frame("card")
            inside = tight(QVBoxLayout(card), (10, 7, 10, 7), 2)
            at = local_time(comment.said_at)
            when = f"{numbers.day(at.date())} {at:%H:%M}" if at else ""
            about = f"{comment.who} · {names[comment.scenario_id]} · {when}"
            inside.addWidget(label(about, "caption"))
            inside.addWidget(label(comment.text, wraps=True))
            column.addWidget(card)
        if not own:
            column.addWidget(label(tr("Nobody has said anything yet."), "secondary"))
        column.addStretch(1)
        self._area.setWidget(content)
        self._show_choice(names)

    def say(self) -> None:
        """Store the comment about the chosen scenario."""
        if self._about is not None and self.field.text().strip():
            edit.comment(self._workspace, self._about.key, self.field.text())
            self.field.clear()

    def _show_choice(self, names: dict[str, str]) -> None:
        before = self._about.key if self._about is not None else ""
        if self._about is not None:
            self._foot.removeWidget(self._about)
            self._about.hide()
            self._about.deleteLater()
            self._about = None
        for part in (self.field, self._send):
            part.setEnabled(bool(names))
        if names:
            key = before if before in names else next(iter(names))
            self._about = Choice(tr("About"), names, key, 240)
            self._foot.insertWidget(0, self._about)
