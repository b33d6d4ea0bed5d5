"""A comparison as a document: picture, outcomes, charts, measures, assumptions."""

import base64
import html
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from twin import resources
from twin.model.choice import PortfolioScenario
from twin.model.compared import Compared
from twin.model.importing import Progress
from twin.ui.compare.outcome_table import outcome_rows
from twin.ui.procurement.report import assumption_rows, write_pdf
from twin.ui.texts import numbers
from twin.ui.texts.comparing import OutcomeText, name_of, title_of, unit_of
from twin.ui.texts.language import language, tr

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from twin.ui.report.figures import Ink

Row = Sequence[str]
INCHES = (6.4, 2.6)


def comparison_html(
    found: Compared, scenarios: Sequence[PortfolioScenario], about: str, picture: bytes = b""
) -> str:
    """The document, worded in the language of the user.

    about : name of the building or the portfolio.  picture : of the 3D view, as PNG.
    """
    names = [name_of(o) for o in found.outcomes]
    rows = [
        (title_of(line.comparable), unit_of(line.comparable), *(_cell(t) for t in line.texts))
        for line in outcome_rows(found.outcomes)
    ]
    marks = tr("● calculated by the program · ■ from the records · ○ claimed by a supplier")
    body = [
        _picture(picture, tr("The scenarios in the model")) if picture else "",
        _table(tr("Outcomes"), (tr("Measured by"), tr("Unit"), *names), rows),
        f"<p>{_safe(marks)}</p>",
        *_charts(found),
        *(_measures(scenario) for scenario in scenarios),
        _table(
            tr("Assumptions"),
            (tr("Assumption"), tr("Unit"), tr("Value"), tr("Source")),
            assumption_rows(found.assumptions),
        ),
    ]
    return _document(tr("Comparison of scenarios"), about, "".join(body))


def write_document(
    path: Path,
    found: Compared,
    scenarios: Sequence[PortfolioScenario],
    shown: tuple[str, bytes],
    progress: Progress,
) -> None:
    """Write the document as a tagged PDF; raises as `write_pdf`.

    shown : as `about` and `picture` of `comparison_html`.
    """
    progress.report(0.0, "Writing")
    write_pdf(path, comparison_html(found, scenarios, *shown), progress)


def _measures(scenario: PortfolioScenario) -> str:
    rows = [
        (c.measure.title, c.supplier or tr("Catalogue"), numbers.year(c.year) if c.year else "–")
        for c in scenario.choices
        if c.is_on
    ]
    head = (tr("Measure"), tr("Source"), tr("Year"))
    return _table(tr("Measures in {name}", name=scenario.name), head, rows)


def _charts(found: Compared) -> list[str]:
    """Bought energy, value and backlog as far as they are known."""
    from twin.ui.compare import figures

    outcomes = found.outcomes
    drawn: list[tuple[str, Callable[[Axes, Ink], None]]] = []
    if any(o.by_carrier for o in outcomes):
        title = f"{tr('Bought energy by carrier')}, {tr('MWh/year')}"
        drawn.append((title, lambda axes, ink: figures.draw_carriers(axes, outcomes, ink)))
    if any(o.worth.shape[1] for o in outcomes):
        title = f"{tr('Net present value over time')}, {tr('mill. kr')}"
        drawn.append((title, lambda axes, ink: figures.draw_worth(axes, outcomes, ink)))
    if any(o.backlog.shape[1] and o.backlog.max() > 0 for o in outcomes):
        title = f"{tr('Backlog by year')}, {tr('mill. kr')}"
        drawn.append((title, lambda axes, ink: figures.draw_backlog(axes, outcomes, ink)))
    return [_chart(title, draw) for title, draw in drawn]


def _chart(title: str, draw: "Callable[[Axes, Ink], None]") -> str:
    from twin.ui.report import figures

    figure, axes = figures.new_figure(INCHES, 200, figures.Ink())
    draw(axes, figures.Ink())
    return f"<h2>{_safe(title)}</h2>{_image(figures.png(figure), title)}"


def _picture(png: bytes, title: str) -> str:
    return f"<h2>{_safe(title)}</h2>{_image(png, title)}"


def _image(png: bytes, title: str) -> str:
    data = base64.b64encode(png).decode("ascii")
    return f'<img alt="{_safe(title)}" style="width: 100%" src="data:image/png;base64,{data}">'


def _cell(text: OutcomeText) -> str:
    return f"{text.value} ({text.spread})" if text.spread else text.value


def _document(title: str, about: str, body: str) -> str:
    template = resources.path("themes/procurement.html").read_text(encoding="utf-8")
    foot = f"{about} · {numbers.day(date.today())}".replace("\\", "/")
    return Template(template).substitute(
        language=language(), fonts=resources.path("fonts").as_uri(), title=_safe(title),
        cover=_safe(about), body=body, foot=_safe(foot), page=_safe(tr("Page")),
        of=_safe(tr("of")),
    )  # fmt: skip


def _table(title: str, head: Row, rows: Sequence[Row]) -> str:
    titles = "".join(f'<th scope="col">{_safe(text)}</th>' for text in head)
    body = "".join(_row(row) for row in rows)
    return (
        f"<h2>{_safe(title)}</h2>"
        f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(cells: Row) -> str:
    first, *rest = (_safe(str(c)) for c in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in rest)}</tr>'


def _safe(text: str) -> str:
    return html.escape(text)
