"""Measures of a scenario in the order in which they are carried out, and what each adds."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import label, tight
from twin.workspace.scenarios import comparing
from twin.workspace.scenarios.shares import Share, Shares, look


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: a measure, or the sum of all (no share)."""

    title: str
    source: str
    year: str
    investment: float
    ordered: float
    shapley: float
    alone: float
    cost: float
    emissions: float
    reason: str = ""
    is_sum: bool = False


class MeasuresPage(QWidget):
    """Table of the scenario that stands at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: object = None
        self.model = TableModel(_columns())
        self.table = Table(tr("Measures"), self.model)
        self.table.empty_text = tr("The scenario has no measure in this building.")
        bar, row = head_bar("")
        self._title = label("", "strong")
        self._note = label("", "secondary")
        row.addWidget(self._title)
        row.addWidget(self._note)
        row.addStretch(1)
        column = tight(QVBoxLayout(self))
        column.addWidget(bar)
        column.addWidget(self.table, 1)

    def show_scenario(self) -> None:
        """Find the shares of the scenario at the right, unless they are shown."""
        workspace = self._desk.workspace
        state = workspace.state.comparing
        found = next(
            (s for s in comparing.scenarios(workspace) if comparing.id_of(s) == state.right), None
        )
        asked = (found, workspace.building)
        if found is None or asked == self._asked:
            return
        self._asked = asked
        self._title.setText(tr("Measures in {name}", name=found.name))
        self._note.setText(tr("calculating …"))
        self.model.show(())
        look(workspace, found, self._show)

    def _show(self, found: Shares) -> None:
        if self._asked is None or comparing.id_of(self._asked[0]) != found.scenario:  # pyright: ignore[reportIndexIssue]
            return
        note = tr("in their order: the effect of each is given the ones before; Shapley is the"
                  " mean over all orders")  # fmt: skip
        self._note.setText(note if found.is_exact else f"{note} {tr('(sampled)')}")
        self.model.show(lines_of(found))


def lines_of(found: Shares) -> tuple[Line, ...]:
    """One line a measure and the sum of all, interactions included."""
    lines = tuple(_line(share) for share in found.rows)
    if not lines:
        return ()
    total = Line(
        tr("Sum, interactions included"), "", "", sum(line.investment for line in lines),
        found.package, found.package, sum(line.alone for line in lines),
        found.package_cost, found.package_emissions, is_sum=True,
    )  # fmt: skip
    return (*lines, total)


def _line(share: Share) -> Line:
    choice = share.choice
    source = choice.supplier or tr("Catalogue")
    year = numbers.year(choice.year) if choice.year else "–"
    return Line(
        choice.measure.title, source, year, share.investment[1], share.ordered, share.shapley,
        share.alone, share.cost, share.emissions, share.reason,
    )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Measure"), lambda r: Cell(r.title, is_strong=r.is_sum), lambda r: r.title,
               lambda r: r.title, 0),
        Column(tr("Source"), lambda r: Cell(tr(r.reason) if r.reason else r.source,
                                            "warn" if r.reason else "secondary"),
               lambda r: r.source, lambda r: r.source, 150),
        Column(tr("Year"), lambda r: Cell(r.year), lambda r: r.year, lambda r: r.year, 60),
        _number(tr("Cost, mill. kr"), lambda r: r.investment / 1e6, 2, signed=False),
        _number(tr("MWh/year, in order"), lambda r: -r.ordered / 1e3, 1),
        _number(tr("MWh/year, Shapley"), lambda r: -r.shapley / 1e3, 1),
        _number(tr("MWh/year, alone"), lambda r: -r.alone / 1e3, 1),
        _number(tr("1000 kr/year"), lambda r: -r.cost / 1e3, 0),
        _number(tr("tCO₂e/year"), lambda r: -r.emissions / 1e3, 1),
    )  # fmt: skip


def _number(title: str, value, digits: int, *, signed: bool = True) -> Column:  # noqa: ANN001
    write = numbers.signed if signed else numbers.number
    return Column(
        title,
        lambda r: Cell(write(value(r), digits), is_strong=r.is_sum),
        value,
        lambda r: numbers.plain(value(r), digits),
        104,
        is_number=True,
    )
