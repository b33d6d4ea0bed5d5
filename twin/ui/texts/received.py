"""What is known of a proposal as it was received, in words."""

from datetime import datetime

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


def rows_of(proposal: Proposal) -> list[tuple[str, str]]:
    """Title and value of everything that is to be seen before it is applied."""
    rows = [(tr("State"), _by(state_text(proposal), proposal.accepted_by))]
    if proposal.received_at:
        day = numbers.day(datetime.fromisoformat(proposal.received_at).date())
        rows.append((tr("Received"), _by(day, proposal.received_by)))
    rows.append((tr("Signature"), signature_text(proposal)))
    if proposal.currency != "NOK":
        rate = numbers.number(proposal.exchange_rate, 2)
        rows.append((tr("Currency of the file"), f"{proposal.currency}, {rate} NOK"))
    if proposal.vat_rate:
        rows.append((tr("VAT taken off"), f"{numbers.number(100 * proposal.vat_rate)} %"))
    return rows


def remarks_on(reach: Reach) -> list[str]:
    """What was missed or assumed, one sentence each."""
    return [finding_texts(finding)[0] for finding in reach.remarks]


def _by(text: str, who: str) -> str:
    return f"{text}, {who}" if who else text
