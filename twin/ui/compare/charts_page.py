"""Energy by carrier, net present value and backlog by year, of all scenarios at once."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from twin.model.compared import Compared
from twin.ui.compare.chart_box import ChartBox
from twin.ui.texts.comparing import NOTHING, TODAY
from twin.ui.texts.language import tr
from twin.ui.widgets.text import tight


class ChartsPage(QWidget):
    """Three charts beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self.carriers = ChartBox(tr("Bought energy by carrier"), tr("MWh/year"))
        self.worth = ChartBox(tr("Net present value over time"), tr("mill. kr"))
        self.backlog = ChartBox(tr("Backlog by year"), tr("mill. kr"))
        row = tight(QHBoxLayout(self), (12, 8, 12, 10), 10)
        for box in (self.carriers, self.worth, self.backlog):
            row.addWidget(box, 1)

    def show_compared(self, found: Compared | None) -> None:
        """Show what came out, None while it is calculated."""
        from twin.ui.compare import figures

        boxes = (self.carriers, self.worth, self.backlog)
        if found is None:
            for box in boxes:
                box.show_chart(None)
            return
        outcomes = found.outcomes
        self.carriers.show_chart(
            _two(figures.draw_carriers, outcomes) if any(o.by_carrier for o in outcomes) else None,
            "" if any(o.by_carrier for o in outcomes) else tr("Nothing is known of it."),
        )
        has_worth = any(o.worth.shape[1] for o in outcomes if o.key not in (TODAY, NOTHING))
        self.worth.show_chart(
            _two(figures.draw_worth, outcomes) if has_worth else None,
            tr("Against doing nothing. Band: P10 – P90.")
            if has_worth
            else tr("Nothing is known of it."),
        )
        has_backlog = any(o.backlog.shape[1] and o.backlog.max() > 0 for o in outcomes)
        self.backlog.show_chart(
            _two(figures.draw_backlog, outcomes) if has_backlog else None,
            tr("Band: low to high of what is known.")
            if has_backlog
            else tr("No backlog is known."),
        )


def _two(draw, outcomes):  # noqa: ANN001, ANN202  binds the outcomes of a drawing function
    return lambda axes, ink: draw(axes, outcomes, ink)
