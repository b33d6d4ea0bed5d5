"""A round, or a decision that was frozen, as a PDF."""

import html
from collections.abc import Sequence
from pathlib import Path
from string import Template

from twin import resources
from twin.errors import TwinError
from twin.model import decided
from twin.model.choice import Decision
from twin.model.comparison import COMPARABLES
from twin.model.decided import DecisionContent
from twin.model.importing import Progress
from twin.model.procurement import Judged
from twin.ui.procurement.decisions_page import facts
from twin.ui.procurement.result_page import about_text, lines_of
from twin.ui.procurement.words import (
    decided_at_text,
    missing_of,
    missing_text,
    offer_name,
    ordered,
    overlap_text,
)
from twin.ui.texts import numbers
from twin.ui.texts.comparing import by_key, scale_of, title_of, unit_of
from twin.ui.texts.language import language, source_text, tr
from twin.workspace.scenarios.assumed import Assumed, sheet

WHOLE = ("period", "budget_year")
INPUTS = {
    decided.BUILDING: "Building",
    decided.ASSESSMENTS: "Assessments",
    decided.COMPONENTS: "Components",
    decided.ORDERS: "Work orders",
    decided.METERS: "Meters",
    decided.READINGS: "Readings",
    decided.KNOWN: "Known values",
    decided.OPERATION: "Actual operation",
    decided.OTHERS: "Other buildings",
    decided.TABLES: "Tables of the program",
    decided.WEATHER: "Weather",
    decided.PROGRAM: "Program",
    decided.OFFERS: "Offers",
}

Row = Sequence[str]


def write_pdf(path: Path, text: str, progress: Progress) -> None:
    """Write a document as a tagged PDF.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    from weasyprint import HTML

    progress.report(0.0, "Writing")
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


def round_html(judged: Judged) -> str:
    """A round with its points, its gaps and its assumptions; a blind round stays blind."""
    offers = ordered(judged)
    names = [offer_name(judged, o.offer_id) for o in offers]
    points = [(line.name, *(cell.text for cell in line.cells)) for line in lines_of(judged)]
    gaps = [
        (
            name,
            "; ".join(
                missing_text(m, is_blind=judged.round.is_blind)
                for m in missing_of(judged, o.offer_id)
            )
            or "–",
        )
        for name, o in zip(names, offers, strict=True)
    ]
    meeting = dict.fromkeys(overlap_text(judged, o) for o in judged.compared.overlaps)
    body = (
        _table(tr("Points"), (tr("What counts"), *names), points)
        + _table(tr("Missing"), (tr("Offer"), tr("What is missing")), gaps)
        + _list(tr("Offers that meet"), tuple(meeting))
        + _table(tr("Assumptions"), _ASSUMED, assumption_rows(judged.compared.assumptions))
    )
    return _document(judged.round.title, about_text(judged), body, numbers.day(judged.day))


def decision_html(decision: Decision, content: DecisionContent) -> str:
    """A decision with its results, offers, assumptions and versions of data."""
    scores = [
        (f"{s.rank}", content.title_of(s.offer_id), s.name, numbers.number(s.total, 1),
         numbers.percent(s.chance_first) if s.chance_first == s.chance_first else "–")
        for s in sorted(content.scores, key=lambda s: s.rank)
    ]  # fmt: skip
    offers = [
        (p.supplier, p.title, p.sha256[:16] or "–", p.valid_until or "–")
        for p in content.proposals
    ]
    weights = [
        (title_of(by_key(c.key)), numbers.number(c.weight), c.set_by)
        for c in content.round.criteria
    ]
    inputs = [
        (tr(INPUTS[v.kind]), v.building_id or "–", numbers.number(len(v.parts)), v.sha256[:16])
        for v in content.inputs
    ]
    body = (
        _table("", (tr("Record"), tr("Value")), facts(decision, content))
        + (f"<p>{_safe(content.reasons)}</p>" if content.reasons else "")
        + _table(
            tr("Points"),
            (tr("Rank"), tr("Offer"), tr("Letter"), tr("Points"), tr("First in the draws")),
            scores,
        )
        + _table(tr("Outcomes"), _outcome_head(content), _outcome_rows(content))
        + _table(tr("Offers"), (tr("Supplier"), tr("Offer"), "SHA-256", tr("Valid until")), offers)
        + _table(tr("What counts"), (tr("Measured by"), tr("Weight"), tr("By")), weights)
        + _list(
            tr("Missing"),
            [
                f"{content.title_of(m.offer_id)}: {missing_text(m, is_blind=False)}"
                for m in content.missing
            ],
        )
        + _table(tr("Assumptions"), _ASSUMED, assumption_rows(content.round.assumptions))
        + _table(
            tr("Versions of data"),
            (tr("Kind"), tr("Building"), tr("Parts"), "SHA-256"),
            inputs,
        )
        + f"<p class='source'>SHA-256 {_safe(decision.sha256)}</p>"
    )
    about = f"{content.decided_by} · {decided_at_text(decision)}"
    return _document(content.title, about, body, decided_at_text(decision))


_ASSUMED = ("Assumption", "Unit", "Value", "Source")


def assumption_rows(assumed) -> list[Row]:  # noqa: ANN001  Assumptions
    """Every assumption with its unit, value and source."""
    return [
        (
            tr(line.title, **{k: tr(v) for k, v in line.values.items()}),
            tr(line.unit),
            _assumed_value(line),
            source_text(line.source) or "–",
        )
        for line in sheet(assumed)
    ]


def _assumed_value(line: Assumed) -> str:
    if line.value != line.value:
        return tr(line.text) if line.text else "–"
    if line.key in WHOLE:
        return numbers.plain(line.value)
    return numbers.number(line.value, 3)


def _outcome_head(content: DecisionContent) -> Row:
    names = [p.supplier for p in content.proposals]
    return (tr("Measured by"), tr("Unit"), tr("Do nothing"), *names)


def _outcome_rows(content: DecisionContent) -> list[Row]:
    found = {(f.offer_id, f.key): f for f in content.figures}
    rows: list[Row] = []
    for one in COMPARABLES:
        scale = scale_of(one)
        cells: list[str] = []
        for offer_id in ("", *(p.proposal_id for p in content.proposals)):
            figure = found.get((offer_id, one.key))
            value = figure.p50 * scale if figure is not None else float("nan")
            cells.append(numbers.number(value, 0 if abs(value) >= 100 else 2))
        rows.append((title_of(one), unit_of(one), *cells))
    return rows


def _document(title: str, about: str, body: str, foot: str) -> str:
    template = resources.path("themes/procurement.html").read_text(encoding="utf-8")
    below = f"{title} · {foot}".replace("\\", "/")  # it stands in a string of the style sheet
    return Template(template).substitute(
        language=language(), fonts=resources.path("fonts").as_uri(), title=_safe(title),
        cover=_safe(about), body=body, foot=_safe(below), page=_safe(tr("Page")),
        of=_safe(tr("of")),
    )  # fmt: skip


def _table(title: str, head: Row, rows: Sequence[Row]) -> str:
    titles = "".join(f'<th scope="col">{_safe(tr(text))}</th>' for text in head)
    body = "".join(_row(row) for row in rows)
    heading = f"<h2>{_safe(title)}</h2>" if title else ""
    return f"{heading}<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def _row(cells: Row) -> str:
    first, *rest = (_safe(c) for c in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in rest)}</tr>'


def _list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return f"<h2>{_safe(title)}</h2><ul>{''.join(f'<li>{_safe(t)}</li>' for t in lines)}</ul>"


def _safe(text: str) -> str:
    return html.escape(text)
