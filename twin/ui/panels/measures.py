"""Left panel of the what-if: what is applied, and what can be applied."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from twin.model.proposal import Proposal
from twin.ui import theme
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, head, label, picture, tight
from twin.workspace.needs import needs_answered

ROW = 52


class MeasuresPanel(QWidget):
    """Applied proposals above, the others below; a click previews one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = tight(QVBoxLayout(self))
        bar, self._count = head(tr("Proposals"))
        column.addWidget(bar)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        workspace = desk.workspace
        workspace.scenario_changed.connect(self.show_proposals)
        workspace.portfolio_changed.connect(self.show_proposals)
        workspace.building_changed.connect(self.show_proposals)
        desk.choice.changed.connect(self.show_proposals)
        self.show_proposals()

    def show_proposals(self) -> None:
        """List the proposals of the portfolio, those of the scenario first."""
        workspace = self._desk.workspace
        applied = workspace.scenario.proposals if workspace.scenario else ()
        taken = {p.sha256 for p in applied}
        portfolio = workspace.portfolio
        others = [p for p in (portfolio.proposals if portfolio else ()) if p.sha256 not in taken]
        content = QWidget()
        column = tight(QVBoxLayout(content))
        self._add_group(column, tr("In the scenario"), applied, is_applied=True)
        self._add_group(column, tr("Can be applied"), others, is_applied=False)
        if not applied and not others:
            text = tr("No proposals yet. Open a supplier's file, or drop it on the window.")
            note = label(text, "secondary", wraps=True)
            note.setContentsMargins(16, 12, 16, 12)
            column.addWidget(note)
        column.addStretch(1)
        self._area.setWidget(content)
        on, total = numbers.number(len(applied)), numbers.number(len(applied) + len(others))
        self._count.setText(tr("{on} of {all} on", on=on, all=total))

    def _add_group(
        self, column: QVBoxLayout, title: str, proposals: Sequence[Proposal], *, is_applied: bool
    ) -> None:
        if not proposals:
            return
        name = label(title, "label")
        name.setContentsMargins(16, 12, 16, 6)
        column.addWidget(name)
        chosen = self._desk.choice.proposal_id
        for proposal in proposals:
            row = _Row(proposal, is_applied=is_applied, is_chosen=proposal.proposal_id == chosen)
            row.show_needs(self._needs(proposal))
            row.pressed.connect(self._chooser(proposal))
            column.addWidget(row)

    def _needs(self, proposal: Proposal) -> Sequence[str]:
        """Needs of the entered building that the proposal answers."""
        workspace = self._desk.workspace
        here = workspace.building.building_id if workspace.building else ""
        portfolio = workspace.portfolio
        found = needs_answered(portfolio, proposal) if portfolio else ()
        return [n.title for n in found if n.building_id == here]

    def _chooser(self, proposal: Proposal) -> Callable[[], None]:
        return lambda: self._desk.choice.choose(proposal.proposal_id)


class _Row(QWidget):
    pressed = Signal()

    def __init__(self, proposal: Proposal, *, is_applied: bool, is_chosen: bool) -> None:
        super().__init__()
        self._is_chosen = is_chosen
        self.setFixedHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(proposal.title)
        row = tight(QHBoxLayout(self), (16, 0, 12, 0), 10)
        row.addWidget(picture("check" if is_applied else "plus", "ok" if is_applied else "accent"))
        column = tight(QVBoxLayout(), gap=0)
        column.addStretch(1)
        column.addWidget(ElidedLabel(proposal.title, "medium"))
        self._said = ElidedLabel(proposal.supplier, "secondary")
        self._supplier = proposal.supplier
        column.addWidget(self._said)
        column.addStretch(1)
        row.addLayout(column, 1)

    def show_needs(self, titles: Sequence[str]) -> None:
        """Say beside the supplier which needs the proposal answers."""
        if titles:
            needs = ", ".join(titles)
            self._said.set_whole(tr("{supplier} · answers: {needs}", supplier=self._supplier,
                                    needs=needs))  # fmt: skip

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose this proposal."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose this proposal by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, selection bar, line below, focus."""
        del event
        painter = QPainter(self)
        if self._is_chosen:
            painter.fillRect(self.rect(), theme.colour("selection"))
            painter.fillRect(QRect(0, 0, 3, self.height()), theme.colour("accent"))
        elif self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), theme.colour("hover"))
        painter.fillRect(QRect(0, ROW - 1, self.width(), 1), theme.colour("line"))
