"""How robust the lead of a scenario is, which inputs decide it, and break-even prices."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from twin.model.compared import BreakEven, Compared
from twin.model.comparison import COMPARABLES, ScenarioOutcome
from twin.ui.compare.chart_box import ChartBox
from twin.ui.compare.verdicts import verdict_chip
from twin.ui.texts import numbers
from twin.ui.texts.comparing import NOTHING, TODAY, by_key, name_of, title_of, unit_of
from twin.ui.texts.language import tr
from twin.ui.texts.outcome import statement_texts
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import frame, label, tight, value_row

FIRST = "present_value"
SIDE = 330


class DecidingPage(QWidget):
    """Choice of scenario and measure above a tornado; verdicts and break-even prices beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Compared | None = None
        self._row = tight(QHBoxLayout(self), (12, 8, 12, 10), 10)
        self._tornado = ChartBox(tr("What decides"), "")
        self._picks = tight(QHBoxLayout(), gap=8)
        left = tight(QVBoxLayout(), gap=6)
        left.addLayout(self._picks)
        left.addWidget(self._tornado, 1)
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFixedWidth(SIDE)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._side)
        self._scenario = ""
        self._key = FIRST

    def show_compared(self, found: Compared | None) -> None:
        """Show what came out, None while it is calculated."""
        self._found = found
        keys = [o.key for o in _own(found)]
        if self._scenario not in keys:
            self._scenario = keys[-1] if keys else ""
        self._fill_picks()
        self._show()

    def _fill_picks(self) -> None:
        while (item := self._picks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not self._scenario:
            return
        names = {o.key: name_of(o) for o in _own(self._found)}
        scenario = Choice(tr("Scenario"), names, self._scenario)
        scenario.chosen.connect(self._take_scenario)
        drawn = _drawn_keys(self._found)
        measures = {c.key: title_of(c) for c in COMPARABLES if c.key in drawn}
        self._key = self._key if self._key in measures else next(iter(measures), FIRST)
        measured = Choice(tr("Measured by"), measures, self._key)
        measured.chosen.connect(self._take_key)
        self._picks.addWidget(scenario)
        self._picks.addWidget(measured)
        self._picks.addStretch(1)

    def _take_scenario(self, key: str) -> None:
        self._scenario = key
        self._show()

    def _take_key(self, key: str) -> None:
        self._key = key
        self._show()

    def _show(self) -> None:
        from twin.ui.compare import figures

        bars = _bars(self._found, self._scenario, self._key)
        about = tr(
            "{name} against doing nothing, {unit}: with each input low and high, the others as"
            " they are.",
            name=title_of(by_key(self._key)),
            unit=unit_of(by_key(self._key)),
        )
        self._tornado.show_chart(
            (lambda axes, ink: figures.draw_tornado(axes, bars, ink)) if bars else None,
            about if bars else tr("No draws of it: nothing is known of what decides."),
        )
        self._side.setWidget(self._verdicts())

    def _verdicts(self) -> QWidget:
        made = QWidget()
        column = tight(QVBoxLayout(made), (0, 0, 8, 0), 6)
        found = self._found
        if found is not None:
            column.addWidget(label(tr("Better than, by {name}", name=title_of(by_key(self._key))),
                                   "strong", wraps=True))  # fmt: skip
            for one in found.outcomes:
                if one.key not in (self._scenario, TODAY):
                    column.addWidget(self._against(found, one))
            column.addWidget(label(tr("Break-even prices"), "strong"))
            prices = found.break_even.get(self._scenario, ())
            for price in prices:
                column.addWidget(value_row(*_break_even_texts(price)))
            if not prices:
                column.addWidget(label(tr("Nothing is known of it."), "secondary"))
            for overlap in found.overlaps:
                card = frame("card")
                inside = tight(QVBoxLayout(card), (10, 7, 10, 7))
                text, _ = statement_texts(overlap.statement)
                inside.addWidget(label(text, "caption", wraps=True))
                column.addWidget(card)
        column.addStretch(1)
        return made

    def _against(self, found: Compared, other: ScenarioOutcome) -> QWidget:
        from twin.workspace.scenarios.robust import chance_of

        made = QWidget()
        row = tight(QHBoxLayout(made), gap=8)
        row.addWidget(label(name_of(other), "secondary"), 1)
        row.addWidget(verdict_chip(chance_of(found, self._scenario, other.key, self._key)))
        return made


def _own(found: Compared | None) -> list[ScenarioOutcome]:
    return [o for o in found.outcomes if o.key not in (TODAY, NOTHING)] if found else []


def _drawn_keys(found: Compared | None) -> set[str]:
    return {key for o in _own(found) for key in o.samples}


def _bars(found: Compared | None, scenario: str, key: str) -> Sequence[tuple[str, float, float]]:
    """Title, low and high of what decides; () where nothing was drawn."""
    from twin.ui.texts.comparing import scale_of
    from twin.workspace.scenarios.robust import deciding

    if found is None or not scenario or key not in _drawn_keys(found):
        return ()
    scale = scale_of(by_key(key))
    return [
        (_title(found, bar.name), bar.low * scale, bar.high * scale)
        for bar in deciding(found, scenario, key, NOTHING)
    ]


def _title(found: Compared, name: str) -> str:
    statement = found.titles.get(name)
    return statement_texts(statement)[0] if statement is not None else tr(name)


def _break_even_texts(price: BreakEven) -> tuple[str, str]:
    if price.price == "investment":
        at = tr("never") if price.at != price.at else numbers.percent(price.at)
        return tr("Investment, of what is offered"), at
    name = f"{tr(price.price).capitalize()}, {tr(price.unit)}"
    if price.at != price.at:
        return name, tr("never")
    text = tr("{at} (now {now})", at=numbers.number(price.at, 2), now=numbers.number(price.now, 2))
    return name, text
