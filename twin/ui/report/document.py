"""A short PDF report of one what-if: pictures, before and after, assumptions and sources."""

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from twin import resources
from twin.errors import TwinError
from twin.model.building import Building
from twin.model.classification import CATEGORIES
from twin.model.scenario import NORMAL_YEAR, Scenario, ScenarioResult, Spread, Statement
from twin.ui.texts import numbers
from twin.ui.texts.language import language, tr
from twin.ui.texts.outcome import (
    OutcomeLine,
    amount_text,
    calibration_text,
    decimals_for,
    million_spread,
    outcome_lines,
    statement_texts,
    take_back_text,
)


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture with what it shows in words, for the caption and for screen readers."""

    png: bytes
    caption: str


def write_report(
    path: Path,
    building: Building,
    scenario: Scenario,
    result: ScenarioResult,
    pictures: Sequence[bytes | ReportPicture] = (),
    on_day: date | None = None,
) -> None:
    """Write the report as a tagged PDF (PDF/UA-1) with page numbers.

    Parameters
    ----------
    pictures : PNG files in the order in which they are shown.
    on_day : date on the report, today if None.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    from weasyprint import HTML

    text = report_html(building, scenario, result, pictures, on_day or date.today())
    try:
        HTML(string=text, base_url=str(resources.path("fonts"))).write_pdf(
            str(path), pdf_variant="pdf/ua-1"
        )
    except OSError as error:
        raise TwinError(
            "The report {name} could not be written ({reason}).",
            "Choose another folder, or close the file if it is open elsewhere.",
            name=path.name,
            reason=error.strerror or str(error),
        ) from error


def report_html(
    building: Building,
    scenario: Scenario,
    result: ScenarioResult,
    pictures: Sequence[bytes | ReportPicture],
    on_day: date,
) -> str:
    """The report as one HTML document; all foreign text is escaped."""
    template = resources.path("themes/report.html").read_text(encoding="utf-8")
    titles = [p.title for p in scenario.proposals]
    return Template(template).substitute(
        language=language(),
        fonts=resources.path("fonts").as_uri(),
        title=_safe(tr("What-if: {name}", name=building.name)),
        cover=_safe(_cover_line(building, on_day)),
        scenario=_safe(" + ".join(titles) or tr("Today")),
        suppliers=_safe(_suppliers(scenario)),
        page=_safe(tr("Page")),
        of=_safe(tr("of")),
        foot=_safe(f"{building.name} · {numbers.day(on_day)}"),
        tiles=_tiles(result),
        pictures="".join(_picture(p, place) for place, p in enumerate(pictures, 1)),
        table=_table(outcome_lines(result)),
        measures=_measures(scenario, result),
        figures=_figures(result),
        calibration=_calibration(result),
        claims=_statements(tr("Claimed by the supplier, not recomputed"), result.claims),
        assumptions=_statements(tr("Assumptions and sources"), result.assumptions),
        reading=_reading(scenario, result),
        result_title=_safe(tr("Before and after")),
        measures_title=_safe(tr("Measures")),
        pictures_title=_safe(tr("Pictures")),
    )


def _cover_line(building: Building, on_day: date) -> str:
    known = CATEGORIES.get(building.category)
    area = numbers.quantity(building.heated_floor_area, "m²")
    parts = (
        tr(known.label) if known else building.category,
        building.address,
        building.district,
        tr("built {year}", year=numbers.year(building.construction_year)),
        tr("heated floor area {area}", area=area),
        numbers.day(on_day),
    )
    return " · ".join(p for p in parts if p)


def _suppliers(scenario: Scenario) -> str:
    lines = [
        tr("{title}, {supplier}, prices of {year}, valid until {until}, file {hash}",
           title=p.title, supplier=p.supplier, year=p.price_year, until=p.valid_until or "–",
           hash=p.sha256[:12] or "–")
        for p in scenario.proposals
    ]  # fmt: skip
    return "; ".join(lines) or tr("No proposal is applied.")


def _tiles(result: ScenarioResult) -> str:
    before, after = result.before, result.after
    specific = numbers.number(before.specific_delivered)
    parts = (
        (tr("Delivered energy per m²"), numbers.number(after.specific_delivered), "kWh/m²",
         tr("today {value}", value=specific)),
        _money_tile(tr("Investment"), result.investment, is_signed=False),
        _money_tile(tr("NPV, {period} years", period=result.period), result.net_present_value,
                    is_signed=True),
    )  # fmt: skip
    return "".join(
        f"<td><p class='name'>{_safe(n)}</p><p class='kpi'>{_safe(v)} <small>{_safe(u)}</small>"
        f"</p><p class='below'>{_safe(b)}</p></td>"
        for n, v, u, b in parts
    )


def _money_tile(name: str, spread: Spread, *, is_signed: bool) -> tuple[str, str, str, str]:
    value = spread.p50 / 1e6
    write = numbers.signed if is_signed else numbers.number
    decimals = decimals_for(value)
    ends = (
        million_spread(spread)
        if is_signed
        else numbers.span(spread.p10 / 1e6, spread.p90 / 1e6, decimals)
    )
    return name, write(value, decimals), tr("mill. kr"), f"P10 – P90: {ends}"


def _picture(picture: bytes | ReportPicture, place: int) -> str:
    made = picture if isinstance(picture, ReportPicture) else _numbered(picture, place)
    data = base64.b64encode(made.png).decode("ascii")
    caption = _safe(made.caption)
    return (
        f'<figure><img alt="{caption}" src="data:image/png;base64,{data}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _numbered(png: bytes, place: int) -> ReportPicture:
    captions = {1: tr("The building today"), 2: tr("Before (left) and after (right)")}
    return ReportPicture(png, captions.get(place, tr("Picture {number}", number=place)))


def _table(lines: Sequence[OutcomeLine]) -> str:
    head = (tr("Figure"), tr("Unit"), tr("Today"), tr("After"), tr("Change"), "P10 – P90")
    rows = [
        _row((line.name, line.unit, line.before, line.after, line.change, line.spread))
        for line in lines
    ]
    return _html_table(head, rows)


def _measures(scenario: Scenario, result: ScenarioResult) -> str:
    offered = [(p.supplier, m) for p in scenario.proposals for m in p.measures]
    rows = []
    for (supplier, measure), reach in zip(offered, result.reaches, strict=False):
        amount = tr(reach.reason) if reach.reason else amount_text(reach)
        rows.append(_row((measure.title, supplier, amount)))
    return _html_table((tr("Measure"), tr("Supplier"), tr("Amount")), rows)


def _figures(result: ScenarioResult) -> str:
    from twin.ui.report import figures

    ink = figures.Ink()
    figure, axes = figures.new_figure((6.4, 2.4), 96, ink)
    figures.draw_present_value(axes, result, ink)
    rate = numbers.percent(result.discount_rate, 1)
    caption = tr(
        "Net present value over time, mill. kr. Line: P50, band: P10 – P90. Real rate {rate}.",
        rate=rate,
    )
    first = _svg(figures.svg(figure), caption)
    figure, axes = figures.new_figure((6.4, 2.0), 96, ink)
    before = figures.monthly_total(result.before.delivered_monthly)
    after = figures.monthly_total(result.after.delivered_monthly)
    figures.draw_months(axes, before, after, ink)
    second = tr("Delivered energy by month, MWh. Outline: today, filled: after.")
    return first + _svg(figures.svg(figure), second)


def _svg(picture: bytes, caption: str) -> str:
    data = base64.b64encode(picture).decode("ascii")
    said = _safe(caption)
    return (
        f'<figure><img alt="{said}" src="data:image/svg+xml;base64,{data}">'
        f"<figcaption>{said}</figcaption></figure>"
    )


def _statements(title: str, statements: Sequence[Statement]) -> str:
    if not statements:
        return ""
    items = "".join(_statement(*statement_texts(s)) for s in statements)
    return f"<h2>{_safe(title)}</h2><ul>{items}</ul>"


def _statement(sentence: str, source: str) -> str:
    below = f'<p class="source">{_safe(source)}</p>' if source else ""
    return f"<li>{_safe(sentence)}{below}</li>"


def _calibration(result: ScenarioResult) -> str:
    known = result.calibration
    return _statements(tr("Meters and model"), known.statements) if known else ""


def _reading(scenario: Scenario, result: ScenarioResult) -> str:
    in_normal_year = scenario.weather == NORMAL_YEAR or not result.weather
    text = tr(
        "Before and after come from the same hourly calculation of a normal year; only the "
        "measures differ. The change is after minus today; P10 and P90 are the ends of its "
        "expected range. Money is counted over {period} years at a real rate of {rate}.",
        period=result.period,
        rate=numbers.percent(result.discount_rate, 1),
    )
    if not in_normal_year:
        text = tr(
            "Before and after come from the same hourly calculation in the weather of {name}; "
            "only the measures differ. The change is after minus today; P10 and P90 are the ends "
            "of its expected range. Money is counted over {period} years at a real rate of "
            "{rate}.",
            name=result.weather,
            period=result.period,
            rate=numbers.percent(result.discount_rate, 1),
        )
    if result.take_back:
        text = f"{text} {take_back_text(result)}."
    said = f"<p class='reading'>{_safe(text)}</p>"
    if result.calibration is None:
        return said
    return f"<p class='verdict'>{_safe(calibration_text(result.calibration)[0])}</p>{said}"


def _html_table(head: Sequence[str], rows: Sequence[str]) -> str:
    titles = "".join(f'<th scope="col">{_safe(h)}</th>' for h in head)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _row(cells: Sequence[str]) -> str:
    first, *rest = (_safe(c) for c in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in rest)}</tr>'


def _safe(text: str) -> str:
    return html.escape(text)
