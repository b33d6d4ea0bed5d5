"""What a round came to: points, values with their spread, what is missing, what meets."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from twin.model.procurement import Judged
from twin.ui.procurement.words import (
    ScoreText,
    chance_text,
    criterion_text,
    missing_of,
    missing_text,
    offer_name,
    ordered,
    overlap_text,
    score_text,
    short_name,
    total_text,
)
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import ElidedLabel, frame, label, tight

NAME, CARD = 280, 300


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what is looked at, and a cell for each offer."""

    name: str
    cells: tuple[ScoreText, ...]
    is_strong: bool = False


def lines_of(judged: Judged) -> tuple[Line, ...]:
    """Total, chance and number of gaps above one row a criterion; offers with the best first."""
    offers = ordered(judged)
    gaps = [len(missing_of(judged, o.offer_id)) for o in offers]
    return (
        Line(tr("All together, of ten"), tuple(total_text(judged, o) for o in offers), True),
        Line(tr("First in the draws"), tuple(chance_text(judged, o) for o in offers)),
        Line(tr("Missing"), tuple(
            ScoreText(numbers.number(g), "warn" if g else "") for g in gaps
        )),
        *(
            Line(criterion_text(judged, c.key),
                 tuple(score_text(judged, o, c.key) for o in offers))
            for c in judged.scoring.criteria
        ),
    )  # fmt: skip


class ResultPage(QWidget):
    """Table above cards. Signals: `freeze_wanted`, `export_wanted`, `report_wanted`."""

    freeze_wanted = Signal()
    export_wanted = Signal()
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = TableModel(_columns(()))
        self.table = Table(tr("Points"), self.model)
        self.table.empty_text = tr("Nothing is weighed yet.")
        self.about = label("", "secondary", wraps=True)
        self._cards = QScrollArea()
        self._cards.setWidgetResizable(True)
        self.freeze = QPushButton(tr("Freeze the decision…"))
        self.freeze.setProperty("role", "primary")
        self.freeze.clicked.connect(self.freeze_wanted)
        self.export = QPushButton(tr("Workbook…"))
        self.export.clicked.connect(self.export_wanted)
        self.report = QPushButton(tr("Report…"))
        self.report.clicked.connect(self.report_wanted)
        column = tight(QVBoxLayout(self), (0, 10, 0, 0), 8)
        column.addWidget(self.about)
        column.addWidget(self.table, 4)
        column.addWidget(self._cards, 3)
        row = tight(QHBoxLayout(), gap=8)
        row.addWidget(self.export)
        row.addWidget(self.report)
        row.addStretch(1)
        row.addWidget(self.freeze)
        column.addLayout(row)
        self.show_judged(None)

    def show_judged(self, judged: Judged | None) -> None:
        """Show a round, None while there is none."""
        for button in (self.freeze, self.export, self.report):
            button.setEnabled(judged is not None)
        names = [short_name(judged, o.offer_id) for o in ordered(judged)] if judged else []
        self.model.beginResetModel()
        self.model.columns = _columns(names)
        self.model.endResetModel()
        self.model.show(lines_of(judged) if judged is not None else ())
        self.table.fit_columns()
        self.about.setText(about_text(judged) if judged is not None else "")
        self._cards.setWidget(self._made(judged) if judged is not None else QWidget())

    def say(self, text: str) -> None:
        """Show what goes on while nothing is there."""
        self.table.empty_text = text
        self.show_judged(None)

    def _made(self, judged: Judged) -> QWidget:
        made = QWidget()
        row = tight(QHBoxLayout(made), (0, 0, 0, 0), 10)
        for offer in ordered(judged):
            texts = [
                missing_text(m, is_blind=judged.round.is_blind)
                for m in missing_of(judged, offer.offer_id)
            ]
            title = tr("Missing: {name}", name=offer_name(judged, offer.offer_id))
            row.addWidget(_card(title, texts, tr("Nothing is missing.")))
        meeting = list(dict.fromkeys(overlap_text(judged, o) for o in judged.compared.overlaps))
        row.addWidget(_card(tr("Offers that meet"), meeting, tr("None of them meet.")))
        row.addStretch(1)
        return made


def about_text(judged: Judged) -> str:
    """On what, under what and by how many draws all were weighed."""
    found, asked = judged.compared, judged.round
    counts = {
        "buildings": numbers.number(len(asked.buildings)),
        "draws": numbers.number(found.draws),
        "day": numbers.day(judged.day),
        "rate": numbers.percent(found.assumptions.discount_rate, 1),
        "period": numbers.number(found.assumptions.period),
    }
    return tr(
        "{buildings} buildings, {draws} shared draws, as of {day}; real rate {rate}, {period}"
        " years. Cells: points of ten · value (P10 – P90).",
        **counts,
    )


def _card(title: str, texts: list[str], nothing: str) -> QWidget:
    card = frame("card")
    card.setFixedWidth(CARD)
    column = tight(QVBoxLayout(card), (10, 8, 10, 8), 4)
    column.addWidget(ElidedLabel(title, "strong"))
    for text in texts:
        column.addWidget(label(f"• {text}", "caption", wraps=True))
    if not texts:
        column.addWidget(label(nothing, "secondary", wraps=True))
    column.addStretch(1)
    return card


def _columns(names: "list[str] | tuple[()]") -> tuple[Column, ...]:
    first = Column(tr("What counts"), lambda r: Cell(r.name, is_strong=r.is_strong),
                   lambda r: r.name, lambda r: r.name, NAME)  # fmt: skip
    return (first, *(_column(place, name) for place, name in enumerate(names)))


def _column(place: int, name: str) -> Column:
    return Column(name, partial(_cell, place), lambda _row: 0, partial(_plain, place), 0)


def _cell(place: int, row: Line) -> Cell:
    own = row.cells[place]
    return Cell(own.text, own.tone, is_strong=own.is_best or row.is_strong)


def _plain(place: int, row: Line) -> str:
    return row.cells[place].text
