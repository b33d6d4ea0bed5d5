"""What is known of a proposal as it was received, in words."""

from datetime import UTC, date, datetime

from twin.model.proposal import Proposal, Reach
from twin.ui.texts import numbers
from twin.ui.texts.language import finding_texts, tr


def state_text(proposal: Proposal) -> str:
    """Whether somebody accepted it."""
    return tr("Accepted") if proposal.accepted else tr("In quarantine")


def signature_text(proposal: Proposal) -> str:
    """Whose signature it bears."""
    if proposal.signature == "valid":
        return proposal.signer
    return tr("Unknown key") if proposal.signature == "unknown key" else tr("Not signed")


def rows_of(proposal: Proposal) -> list[tuple[str, str, str]]:
    """Title, value and tone of everything that is to be seen before it is applied."""
    tone = "" if proposal.accepted else "warn"
    rows = [(tr("State"), _by(state_text(proposal), proposal.accepted_by), tone)]
    if proposal.accepted_at:
        rows.append((tr("Accepted on"), time_text(proposal.accepted_at), ""))
    if proposal.received_at:
        when = _by(time_text(proposal.received_at), proposal.received_by)
        rows.append((tr("Received"), when, ""))
    doubt = "warn" if proposal.signature == "unknown key" else ""
    rows.append((tr("Signature"), signature_text(proposal), doubt))
    rows += _standing(proposal)
    rows.append((tr("Price level"), _price_level(proposal), ""))
    if proposal.currency != "NOK":
        rate = numbers.number(proposal.exchange_rate, 2)
        rows.append((tr("Currency of the file"), f"{proposal.currency}, {rate} NOK", ""))
    if proposal.vat_rate:
        share = numbers.percent(proposal.vat_rate)
        rows.append((tr("VAT taken off"), share, ""))
    return rows


def has_expired(proposal: Proposal) -> bool:
    """Whether the offer does not stand any more."""
    return bool(proposal.valid_until) and proposal.valid_until < date.today().isoformat()


def day_text(iso: str) -> str:
    """A day as the user writes it; "" for none."""
    return numbers.day(date.fromisoformat(iso[:10])) if iso else ""


def time_text(iso: str) -> str:
    """A time in UTC as the user's clock shows it."""
    at = datetime.fromisoformat(iso).replace(tzinfo=UTC).astimezone()
    return f"{numbers.day(at.date())} {at:%H:%M}"


def _standing(proposal: Proposal) -> list[tuple[str, str, str]]:
    """On which days the offer stands."""
    if has_expired(proposal):
        day = day_text(proposal.valid_until)
        return [(tr("Valid until"), tr("{day}, has expired", day=day), "warn")]
    rows = [(tr("Valid until"), day_text(proposal.valid_until) or numbers.NO_VALUE, "")]
    if proposal.valid_from > date.today().isoformat():
        rows.insert(0, (tr("Valid from"), day_text(proposal.valid_from), "warn"))
    return rows


def _price_level(proposal: Proposal) -> str:
    return day_text(proposal.price_level) or numbers.year(proposal.price_year)


def remarks_on(reach: Reach) -> list[str]:
    """What was missed or assumed, one sentence each."""
    return [finding_texts(finding)[0] for finding in reach.remarks]


def _by(text: str, who: str) -> str:
    return f"{text}, {who}" if who else text
