"""What a plan comes to: musts, what was chosen, worth with its range, targets that are missed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin.model.scenario import Spread
from twin.ui.opportunities.sentences import sentence
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight, value_row
from twin.workspace.plan import PlanShown
from twin.workspace.planned_steps import must_sums
from twin.workspace.potential import worth_spread

MILLION = 1e6
SHOWN = 3  # sentences about what cannot be kept


class PlanSumsBox(QWidget):
    """Rows of figures; empty without a plan."""

    def __init__(self) -> None:
        super().__init__()
        self._column = tight(QVBoxLayout(self))

    def show_plan(self, shown: PlanShown | None) -> None:
        """Show the figures of a plan."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if shown is None:
            text = tr("A plan is made as soon as the packages are there.")
            self._column.addWidget(label(text, "secondary", wraps=True))
            return
        for name, value, role in _lines(shown):
            self._column.addWidget(value_row(name, value, role))
        missed = [sentence(shown.board, one) for one in shown.plan.missed]
        for text in missed[:SHOWN]:
            self._column.addWidget(label(text, "warn", wraps=True))
        if len(missed) > SHOWN:
            more = tr("{count} more limits are missed.", count=len(missed) - SHOWN)
            self._column.addWidget(label(more, "warn"))


def _lines(shown: PlanShown) -> list[tuple[str, str, str]]:
    must, musts, chosen, others = must_sums(shown)
    worth = worth_spread(shown.board, shown.plan)
    sums = shown.sums
    return [
        (tr("Must be done"), _items(must, musts), "medium"),
        (tr("Chosen by value"), _items(chosen, others), "medium"),
        (tr("Plan NPV"), f"{_millions(worth.p50)} {tr('mill. kr')}", _tone(worth)),
        ("", f"P10 {_millions(worth.p10)} – P90 {_millions(worth.p90)}", "unit"),
        (tr("Saves"), f"{numbers.energy(sums.saving)} · "
         f"{numbers.number(numbers.significant(sums.emission_saving / 1e3), 0)} {tr('t CO₂e/y')}",
         "medium"),
        (tr("Removes backlog"), f"{numbers.number(sums.backlog_saving / MILLION, 1)} "
         f"{tr('mill. kr')}", "medium"),
    ]  # fmt: skip


def _items(money: float, count: int) -> str:
    if not count:
        return numbers.NO_VALUE
    text = numbers.number(money / MILLION, 1 if money < 100 * MILLION else 0)
    return tr("{money} mill. kr · {count} items", money=text, count=numbers.number(count))


def _millions(value: float) -> str:
    return numbers.signed(value / MILLION, 0 if abs(value) >= 20 * MILLION else 1)


def _tone(worth: Spread) -> str:
    """Green or red only where both ends agree."""
    if worth.p10 > 0:
        return "ok"
    return "danger" if worth.p90 < 0 else "medium"
