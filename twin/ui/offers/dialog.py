"""All that an offer says, and the decision whether it is taken out of quarantine."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.model.proposal import Proposal
from twin.ui.offers.sections import Section, sections_of
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, breakable, label, rule, tight
from twin.workspace.acceptance import accept
from twin.workspace.attachments import names_files, save
from twin.workspace.workspace import Workspace

WIDTH, HEIGHT, NAMES = 720, 680, 190


def look_through(parent: QWidget, workspace: Workspace, proposal: Proposal) -> None:
    """Open the dialog; it decides nothing by itself."""
    OfferDialog(parent, workspace, proposal).open()


class OfferDialog(QDialog):
    """Sections of an offer, one below the other; Accept at the foot while it waits."""

    def __init__(self, parent: QWidget, workspace: Workspace, proposal: Proposal) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Offer"))
        self.resize(WIDTH, min(HEIGHT, max(parent.height() - 60, 400)))
        self._workspace, self._proposal = workspace, proposal
        column = tight(QVBoxLayout(self), (0, 20, 0, 0))
        head = tight(QVBoxLayout(), (24, 0, 24, 12), 2)
        head.addWidget(label(breakable(proposal.title), "heading", wraps=True))
        head.addWidget(ElidedLabel(proposal.supplier, "secondary"))
        column.addLayout(head)
        column.addWidget(rule())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._content(sections_of(proposal, workspace.portfolio)))
        column.addWidget(area, 1)
        column.addWidget(rule())
        column.addLayout(self._foot())

    def accept_offer(self) -> None:
        """Take it out of quarantine."""
        accept(self._workspace, self._proposal)
        self.accept()

    def accept_and_apply(self) -> None:
        """Take it out of quarantine and add it to the what-if of the entered building."""
        self._workspace.apply_proposal(self._proposal.proposal_id)
        self.accept()

    def save_attachments(self) -> None:
        """Ask for a folder and save what came with the offer there."""
        folder = QFileDialog.getExistingDirectory(self, tr("Save attached files"))
        if folder:
            save(self._workspace, self._proposal, Path(folder))

    def _content(self, sections: Iterator[Section]) -> QWidget:
        made = QWidget()
        column = tight(QVBoxLayout(made), (24, 12, 24, 16), 4)
        for section in sections:
            column.addSpacing(6)
            role = "title" if section.is_main else "label"
            column.addWidget(label(breakable(section.title), role, wraps=True))
            column.addWidget(_grid(section))
        column.addStretch(1)
        return made

    def _foot(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), (24, 12, 24, 14), 8)
        self.accept_button = QPushButton(tr("Accept"))
        self.apply_button = QPushButton(tr("Accept and apply"))
        self.leave = QPushButton(tr("Close"))
        self.leave.clicked.connect(self.reject)
        if names_files(self._proposal):
            attached = QPushButton(tr("Save attached files …"))
            attached.clicked.connect(self.save_attachments)
            row.addWidget(attached)
        row.addStretch(1)
        row.addWidget(self.leave)
        if self._proposal.accepted:
            return row
        self.leave.setText(tr("Leave in quarantine"))
        self.accept_button.clicked.connect(self.accept_offer)
        self.apply_button.clicked.connect(self.accept_and_apply)
        self.apply_button.setProperty("role", "primary")
        row.addWidget(self.accept_button)
        if self._workspace.building is not None:
            row.addWidget(self.apply_button)
        return row


def _grid(section: Section) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, NAMES)
    grid.setColumnStretch(1, 1)
    for place, row in enumerate(section.rows):
        name = label(breakable(row.name), "secondary", wraps=True)
        name.setFixedWidth(NAMES)
        value = label(breakable(row.value), row.tone or "body", wraps=True)
        value.setTextInteractionFlags(
            cast(
                "Qt.TextInteractionFlag",
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard,
            )
        )
        grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, place, 1, Qt.AlignmentFlag.AlignTop)
    return made
