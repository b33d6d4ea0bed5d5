"""What a measure saved, on screen: verdict, figures, charts, and the baseline behind them."""

import math

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.errors import TwinError
from twin.model.saving import SavingReport
from twin.ui import theme
from twin.ui.energy.box import add_remark, add_source, legend, section
from twin.ui.texts import numbers
from twin.ui.texts import saving as words
from twin.ui.texts.language import error_text, source_text, tr
from twin.ui.widgets.figure_grid import figure_grid
from twin.ui.widgets.saving_charts import ExpectedMonths, RunningSaving
from twin.ui.widgets.swatch import Swatch
from twin.ui.widgets.text import label, tight
from twin.ui.widgets.tile import tile

KILO = 1000.0


def refused_sheet(error: TwinError) -> QWidget:
    """Why nothing can be said."""
    made, column = _page()
    column.addWidget(label(tr("No saving was calculated"), "strong"))
    column.addSpacing(4)
    add_remark(column, error_text(error))
    column.addStretch(1)
    return made


def waiting_sheet() -> QWidget:
    """Before the first result."""
    made, column = _page()
    column.addWidget(label(tr("Reading the meters …"), "secondary"))
    column.addStretch(1)
    return made


def saving_sheet(report: SavingReport) -> QWidget:
    """The result of a comparison."""
    made, column = _page()
    column.addWidget(label(words.verdict_text(report), "strong", wraps=True))
    column.addSpacing(8)
    column.addLayout(_tiles(report))
    for line in words.finding_lines(report):
        add_remark(column, line)
    section(column, tr("Adjusted baseline and readings by month, MWh"))
    months = ExpectedMonths(
        report.months,
        [float(v) / KILO for v in report.expected_monthly],
        [float(v) / KILO for v in report.measured_monthly],
    )
    column.addWidget(months)
    column.addWidget(
        legend(((tr("Readings"), Swatch(theme.colour("accent"))),
                (tr("Adjusted baseline"), Swatch(theme.colour("textPrimary")))))
    )  # fmt: skip
    section(column, tr("Saved so far, MWh"))
    column.addWidget(RunningSaving(report.ends, [float(v) / KILO for v in report.cumulative]))
    _add_baseline(column, report)
    column.addStretch(1)
    return made


def _page() -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    return made, tight(QVBoxLayout(made), (6, 0, 12, 0), 2)


def _tiles(report: SavingReport) -> QHBoxLayout:
    row = tight(QHBoxLayout(), gap=8)
    row.addWidget(
        tile(tr("Saved"), _megawatt_hours(report.saving), "MWh",
             f"P10 {_megawatt_hours(report.low)}, P90 {_megawatt_hours(report.high)}")
    )  # fmt: skip
    half = report.half_90 / report.expected if report.expected else math.nan
    row.addWidget(
        tile(tr("Share of the baseline"), numbers.number(100 * report.fraction, 1), "%",
             tr("± {half} at 90 %", half=numbers.percent(half, 1)))
    )  # fmt: skip
    row.addWidget(_promise_tile(report))
    return row


def _promise_tile(report: SavingReport) -> QWidget:
    name = tr("Promised for as many days")
    if not math.isfinite(report.claimed):
        return tile(name, numbers.NO_VALUE, "", tr("No saving was promised."))
    return tile(name, _megawatt_hours(report.claimed), "MWh", words.against_text(report))


def _megawatt_hours(kwh: float) -> str:
    return numbers.number(kwh / KILO, 1)


def _add_baseline(column: QVBoxLayout, report: SavingReport) -> None:
    fit = report.fit
    section(column, tr("Baseline model {name}", name=fit.model))
    column.addWidget(label(words.equation_text(fit), wraps=True))
    note = tr("T is the outdoor temperature, the daily mean.")
    column.addWidget(label(note, "caption", wraps=True))
    column.addSpacing(4)
    titles = ("", tr("Baseline"), "Guideline 14")
    column.addWidget(figure_grid(titles, words.quality_rows(fit), has_sum=False))
    if fit.passes:
        column.addWidget(label(words.fit_text(fit), "secondary", wraps=True))
    else:
        add_remark(column, words.fit_text(fit))
    add_source(column, source_text(words.GUIDELINE))
    add_source(
        column, source_text("IPMVP Core Concepts 2022, option C; ASHRAE Guideline 14-2014.")
    )
