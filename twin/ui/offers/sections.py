"""All that an offer says, in sections of names and values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twin.model.classification import CATEGORIES
from twin.model.proposal import MeasuredCase, OfferedMeasure, Product, Proposal
from twin.ui.texts import numbers, offer_terms, received
from twin.ui.texts import offers as texts
from twin.ui.texts.language import language, tr
from twin.workspace.catalogue import by_key
from twin.workspace.needs import needs_answered
from twin.workspace.portfolio import PortfolioData


@dataclass(frozen=True, slots=True)
class Row:
    """tone: role of the value, "" for the usual one."""

    name: str
    value: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """is_main: whether a new subject begins."""

    title: str
    rows: tuple[Row, ...]
    is_main: bool = False


def sections_of(proposal: Proposal, portfolio: PortfolioData | None) -> Iterator[Section]:
    """The offer from its receipt to what nobody knows in it."""
    yield Section(tr("Received"), _receipt(proposal))
    yield Section(tr("Supplier"), _rows(
        ((tr("Name"), proposal.supplier), (tr("Organisation number"), proposal.organisation),
         (tr("Contact"), proposal.contact))
    ))  # fmt: skip
    needs = [need.title for need in needs_answered(portfolio, proposal)] if portfolio else []
    if needs or proposal.needs:
        named = needs or list(proposal.needs)
        yield Section(tr("Answers these needs"), tuple(Row("", title) for title in named))
    for number, measure in enumerate(proposal.measures, 1):
        yield from _measure(proposal, measure, number)
    proof = offer_terms.proof_rows(proposal)
    none = (Row("", tr("The offer says nothing of it."), "secondary"),)
    yield Section(tr("Proof and acceptance"), _rows(proof) or none)
    yield Section(tr("Evidence"), _evidence(proposal) or none)
    if proposal.unknown_fields:
        rows = tuple(Row("", path) for path in proposal.unknown_fields)
        yield Section(tr("Fields of the file that the program does not know"), rows)


def _receipt(proposal: Proposal) -> tuple[Row, ...]:
    rows = [Row(*row) for row in received.rows_of(proposal)]
    if proposal.sha256:
        rows.append(Row(tr("SHA-256 of the file"), _in_groups(proposal.sha256)))
    rows.append(Row(tr("Version of the format"), proposal.version))
    return tuple(rows)


def _measure(proposal: Proposal, measure: OfferedMeasure, number: int) -> Iterator[Section]:
    kind = tr(texts.TYPES.get(measure.measure_type, measure.measure_type))
    yield Section(
        tr("Measure {number}: {title}", number=number, title=measure.title),
        (Row(tr("Type"), kind), *_rows(_ties(measure))),
        is_main=True,
    )
    yield Section(
        tr("For which buildings and parts"), _rows(offer_terms.place_rows(measure.selector))
    )
    yield Section(tr("What it does"), tuple(_effects(proposal, measure)))
    yield Section(tr("Price and work"), _rows(offer_terms.price_rows(measure)))
    if measure.kit:
        yield Section(tr("Products"), tuple(Row(one.title, _product(one)) for one in measure.kit))


def _effects(proposal: Proposal, measure: OfferedMeasure) -> Iterator[Row]:
    """Each effect by how it comes to count, and what a claim rests on."""
    for effect in measure.effects:
        mark = texts.mark_of(proposal, measure, effect)
        tone = "warn" if mark == texts.UNSUPPORTED else ""
        yield Row(tr(mark).capitalize(), texts.effect_text(effect), tone)
        rests = texts.rests_on(proposal, measure, effect)
        if rests:
            yield Row("", rests, "secondary")


def _ties(measure: OfferedMeasure) -> list[tuple[str, str]]:
    known = by_key(language()).get(measure.catalogue)
    ties = (
        (tr("Catalogue"), known.measure.title if known else measure.catalogue),
        (tr("Needs first"), ", ".join(measure.needs_first)),
        (tr("Not together with"), ", ".join(measure.excludes)),
        (tr("Renews (NS 3451)"), ", ".join(measure.renews)),
    )
    return [(name, text) for name, text in ties if text]


def _product(one: Product) -> str:
    size = " × ".join(numbers.number(side, 2) for side in one.size)
    parts = [
        f"{size}{numbers.HARD_SPACE}m",
        tr("on the {surface}", surface=tr(texts.SURFACES.get(one.surface, one.surface))),
    ]
    if one.coverage:
        parts.append(tr("one serves {area}", area=numbers.quantity(one.coverage, "m²")))
    if one.price.value:
        parts.append(tr("{price} each", price=texts.range_text(one.price, "kr")))
    if one.geometry:
        parts.append(one.geometry)
    return ", ".join(parts)


def _evidence(proposal: Proposal) -> tuple[Row, ...]:
    rows: list[Row] = []
    for one in proposal.evidence:
        kind = tr(texts.EVIDENCE.get(one.kind, one.kind)).capitalize()
        whence = ". ".join(text for text in (one.title, one.source) if text)
        rows.append(Row(kind, whence))
        if one.file:
            rows.append(Row("", f"{one.file}, SHA-256 {one.sha256[:16] or numbers.NO_VALUE}"))
        rows += [Row(case.name, _case(case)) for case in one.cases]
    return tuple(rows)


def _case(case: MeasuredCase) -> str:
    """What was metered before and after, where and when."""
    text = tr(
        "{before} → {after} kWh/m², {saving} less",
        before=numbers.number(case.before),
        after=numbers.number(case.after),
        saving=numbers.percent(case.saving),
    )
    kind = CATEGORIES.get(case.category)
    years = [numbers.year(y) for y in (case.year_before, case.year_after) if y]
    parts = (
        text,
        tr(kind.label) if kind else "",
        numbers.quantity(case.heated_area, "m²") if case.heated_area else "",
        " – ".join(years),
        case.source,
    )
    return ", ".join(part for part in parts if part)


def _rows(rows: Sequence[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(n, value, "" if n else "secondary") for n, value in rows if value)


def _in_groups(digits: str) -> str:
    return " ".join(digits[i : i + 8] for i in range(0, len(digits), 8))
