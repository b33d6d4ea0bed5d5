"""Net present value of all scenarios over time, beside the tables."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from twin.model.compared import Compared
from twin.ui.compare.chart_box import ChartPicture
from twin.ui.texts import numbers
from twin.ui.texts.comparing import NOTHING, TODAY
from twin.ui.texts.language import tr
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.text import label, picture, rule, tight

WIDTH = 380


class WorthBox(QFrame):
    """The chart, and what it was calculated under."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rightOfLower")
        self.setFixedWidth(WIDTH)
        column = tight(QVBoxLayout(self), (0, 0, 0, 8))
        top, row = head_bar(tr("Net present value over time"))
        row.addStretch(1)
        row.addWidget(label(tr("mill. kr"), "secondary"))
        self.chart = ChartPicture()
        self.chart.setAccessibleName(tr("Net present value over time"))
        column.addWidget(top)
        column.addWidget(rule())
        column.addWidget(self.chart, 1)
        foot = tight(QHBoxLayout(), (12, 2, 12, 0), 6)
        foot.addWidget(picture("info", size=12))
        self._assumed = label("", "caption", wraps=True)
        foot.addWidget(self._assumed, 1)
        column.addLayout(foot)

    def show_compared(self, found: Compared | None) -> None:
        """Show the curves of a comparison, None for none."""
        from twin.ui.compare import figures

        outcomes = found.outcomes if found else ()
        has_worth = any(o.worth.shape[1] for o in outcomes if o.key not in (TODAY, NOTHING))
        self.chart.show_chart(
            (lambda axes, ink: figures.draw_worth(axes, outcomes, ink)) if has_worth else None
        )
        self._assumed.setText(_assumed(found) if found else "")


def _assumed(found: Compared) -> str:
    taken = found.assumptions
    return tr(
        "Against doing nothing. Real rate {rate}, {period} years. Band: P10 – P90.",
        rate=numbers.percent(taken.discount_rate, 1),
        period=taken.period,
    )
