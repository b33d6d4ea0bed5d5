"""Who chooses what, and why: asked before a round is frozen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from twin.model.procurement import Judged
from twin.ui.dialogs.form import field
from twin.ui.procurement.words import offer_name, ordered
from twin.ui.texts.language import tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import label, rule, tight
from twin.workspace.procurement.freezing import Verdict

NONE = ""
LONGEST = 4000
SIZE = (560, 380)


class FreezeDialog(QDialog):
    """Choice, name and reasons. Signal: `decided` with a `Verdict`."""

    decided = Signal(object)

    def __init__(self, parent: QWidget, judged: Judged, who: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Freeze the decision"))
        self.resize(*SIZE)
        names = {o.offer_id: offer_name(judged, o.offer_id) for o in ordered(judged)}
        names[NONE] = tr("None of them")
        self.chosen = Choice(tr("Chosen"), names, next(iter(names)))
        self.who = field(tr("Decided by"), 0, who)
        self.reasons = QPlainTextEdit()
        self.reasons.setAccessibleName(tr("Reasons"))
        self.hint = label("", "danger", wraps=True)
        self.hint.hide()
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Freeze the decision"), "heading"))
        about = tr("The offers, assumptions, weights, results and versions of all data are kept"
                   " with a hash. The record stays as it is; it can be run again.")  # fmt: skip
        column.addWidget(label(about, "secondary", wraps=True))
        if judged.round.is_blind:
            column.addWidget(label(tr("The suppliers are named once it is frozen."), "secondary"))
        column.addWidget(rule())
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.addRow(label(tr("Chosen"), "secondary"), self.chosen)
        form.addRow(label(tr("Decided by"), "secondary"), self.who)
        form.addRow(label(tr("Reasons"), "secondary"), self.reasons)
        column.addLayout(form, 1)
        column.addWidget(self.hint)
        row = tight(QHBoxLayout(), gap=8)
        row.addStretch(1)
        for text, run in ((tr("Cancel"), self.reject), (tr("Freeze"), self.decide)):
            button = QPushButton(text)
            button.clicked.connect(run)
            row.addWidget(button)
        button.setProperty("role", "primary")
        button.setDefault(True)
        column.addLayout(row)

    def decide(self) -> None:
        """Hand the verdict over, or say what is missing."""
        who = self.who.text().strip()
        if not who:
            self.hint.setText(tr("Write who decides."))
            self.hint.show()
            self.who.setFocus()
            return
        reasons = self.reasons.toPlainText()[:LONGEST]
        self.decided.emit(Verdict(self.chosen.key, who, reasons))
        self.accept()
