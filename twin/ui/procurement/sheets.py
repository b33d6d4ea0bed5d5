"""A round as a workbook: points, outcomes, gaps, accounts, assumptions."""

from collections.abc import Sequence

from twin.model.comparison import COMPARABLES, ScenarioOutcome
from twin.model.procurement import Judged
from twin.ui.procurement.words import missing_text, offer_name, ordered, overlap_text
from twin.ui.texts.comparing import NOTHING, basis_text, name_of, scale_of, title_of, unit_of
from twin.ui.texts.language import source_text, tr
from twin.workspace.scenarios.assumed import sheet
from twin.workspace.sheets import Sheet

Rows = tuple[tuple[object, ...], ...]


def sheets_of(judged: Judged) -> tuple[Sheet, ...]:
    """The tables of the workbook, in the language of the user; blind rounds stay blind."""
    return (
        _scores(judged), _outcomes(judged), _missing(judged), accounts_sheet(named(judged)),
        _assumptions(judged),
    )  # fmt: skip


def named(judged: Judged) -> tuple[tuple[str, ScenarioOutcome], ...]:
    """Doing nothing and every offer, each with its name."""
    nothing = judged.compared.of(NOTHING)
    first = ((name_of(nothing), nothing),) if nothing is not None else ()
    offers = ((offer_name(judged, o.offer_id), o.outcome) for o in ordered(judged))
    return (*first, *offers)


def accounts_sheet(outcomes: Sequence[tuple[str, ScenarioOutcome]]) -> Sheet:
    """Life cycle cost on the main accounts of NS 3454:2013, central values."""
    rows: Rows = tuple(
        (name, float(period), account or tr("Other"), amount)
        for name, outcome in outcomes
        for period, by_account in sorted(outcome.accounts.items())
        for account, amount in (
            *by_account.items(),
            (tr("All"), sum(by_account.values())),
            (tr("Per year"), outcome.annuities.get(period, 0.0)),
        )
        if amount
    )
    titles = (tr("Scenario"), tr("Period"), tr("Account, NS 3454"), tr("Today's value, NOK"))
    return Sheet(tr("Life cycle cost"), titles, rows)


def _scores(judged: Judged) -> Sheet:
    scoring = judged.scoring
    titles = [title_of(c) for k in scoring.criteria for c in COMPARABLES if c.key == k.key]
    rows: list[tuple[object, ...]] = [
        (tr("Weight"), None, None, None, *(k.weight for k in scoring.criteria))
    ]
    for offer in ordered(judged):
        row = scoring.offers.index(offer.offer_id)
        rows.append((
            offer_name(judged, offer.offer_id), float(scoring.rank[row]),
            float(scoring.total[row]), float(scoring.chance_first[row]),
            *scoring.points[row].tolist(),
        ))  # fmt: skip
    head = (tr("Offer"), tr("Rank"), tr("Points"), tr("First in the draws"), *titles)
    return Sheet(tr("Points"), head, tuple(rows))


def _outcomes(judged: Judged) -> Sheet:
    rows: list[tuple[object, ...]] = []
    for one in COMPARABLES:
        scale = scale_of(one)
        for name, outcome in named(judged):
            own = outcome.of(one.key)
            ends = (own.value.p10 * scale, own.value.p50 * scale, own.value.p90 * scale)
            rows.append((
                title_of(one), unit_of(one), name, *ends, basis_text(own), own.supported,
            ))  # fmt: skip
    head = (tr("Measured by"), tr("Unit"), tr("Offer"), "P10", "P50", "P90", tr("Basis"),
            tr("Evidence"))  # fmt: skip
    return Sheet(tr("Outcomes"), head, tuple(rows))


def _missing(judged: Judged) -> Sheet:
    gaps = [
        (offer_name(judged, m.offer_id), missing_text(m, is_blind=judged.round.is_blind))
        for m in judged.missing
    ]
    meeting = [(tr("Offers that meet"), overlap_text(judged, o)) for o in judged.compared.overlaps]
    rows: Rows = tuple(dict.fromkeys((*gaps, *meeting)))
    return Sheet(tr("Missing"), (tr("Offer"), tr("What is missing")), rows)


def _assumptions(judged: Judged) -> Sheet:
    rows: Rows = tuple(
        (tr(line.title, **{k: tr(v) for k, v in line.values.items()}), tr(line.unit),
         line.value if line.value == line.value else line.text, source_text(line.source))
        for line in sheet(judged.compared.assumptions)
    )  # fmt: skip
    head = (tr("Assumption"), tr("Unit"), tr("Value"), tr("Source"))
    return Sheet(tr("Assumptions"), head, rows)
