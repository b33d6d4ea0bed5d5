"""How numbers and ranges are made, in words."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin.ui.dialogs.keys import dialog
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight

PARTS = (
    ("Measured and estimated",
     "A plain number is measured or given. A number after ~ is an estimate; its tip says how it "
     "was made. No data is never drawn as zero and never as good."),
    ("P10, P50 and P90",
     "A change is after minus today. For money the large number is the middle of the expected "
     "range, P50. Nine times in ten the true value is above P10, and nine times in ten it is "
     "below P90. Where a range crosses zero the sign of the result is open, and the number "
     "stays neutral."),
    ("Energy",
     "What a proposal saves comes from an hourly calculation of one year: areas by direction and "
     "U-values from the model, defaults by building year where the model is silent, each with "
     "its source. Before and after are calculated in the same way; only the proposal differs."),
    ("Condition grades",
     "TG0 to TG3 follow NS 3424. A building shows its worst element; grades are never averaged. "
     "TGIU is not inspected."),
    ("Money",
     "Investments come from the supplier's file. Net present value counts saved energy at the "
     "price and discount rate listed under assumptions."),
)  # fmt: skip


def show_numbers_help(parent: QWidget) -> None:
    """Explain the numbers in a dialog."""
    made = QWidget()
    column = tight(QVBoxLayout(made), (0, 0, 12, 0), 4)
    for title, text in PARTS:
        column.addWidget(label(tr(title), "title"))
        column.addWidget(label(tr(text), wraps=True))
        column.addSpacing(10)
    column.addStretch(1)
    dialog(parent, tr("How numbers and ranges are made"), made).open()
