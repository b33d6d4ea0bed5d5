"""Sums are in NOK without VAT whatever the file says, and never without saying so."""

import json
from typing import Any

import pytest

from twin.analysis.proposals import ProposalProblem, check_proposal, parse_proposal
from twin.sample.proposals import proposal_files

RATE = {"nok": 11.5, "on": "2026-07-01", "source": "Norges Bank"}


def offer(**validity: Any) -> dict[str, Any]:
    document = json.loads(proposal_files()["romfoler-2026-06.json"])
    document["validity"] |= validity
    return document


def data(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


def test_that_euros_are_turned_by_the_rate_of_the_file():
    plain = parse_proposal(data(offer())).measures[0]
    check = check_proposal(data(offer(currency="EUR", exchange_rate=RATE)))
    assert check.proposal is not None
    turned = check.proposal.measures[0]

    assert turned.unit_cost.value == pytest.approx(11.5 * plain.unit_cost.value)
    assert turned.unit_cost.high == pytest.approx(11.5 * plain.unit_cost.high)
    assert turned.running_cost.low == pytest.approx(11.5 * plain.running_cost.low)
    assert turned.kit[0].price.value == pytest.approx(11.5 * plain.kit[0].price.value)
    assert turned.unit_cost.source.endswith("[EUR x 11.5]")
    assert turned.embodied_carbon == plain.embodied_carbon
    assert (check.proposal.currency, check.proposal.exchange_rate) == ("EUR", 11.5)
    assert "proposal-money-turned" in [r.finding.code for r in check.remarks]


def test_that_vat_is_taken_off_at_its_stated_rate():
    plain = parse_proposal(data(offer())).measures[0]
    check = check_proposal(data(offer(vat="incl", vat_rate=0.25)))
    assert check.proposal is not None

    assert check.proposal.measures[0].unit_cost.value == pytest.approx(
        plain.unit_cost.value / 1.25
    )
    assert (check.proposal.includes_vat, check.proposal.vat_rate) == (True, 0.25)
    assert "VAT of 25 % was taken off all sums." in [r.finding.text() for r in check.remarks]


def test_that_effects_in_kroner_lose_their_vat_but_are_not_turned():
    document = json.loads(proposal_files()["renholdsklok-2026-09.json"])
    document["validity"] |= {
        "currency": "EUR", "exchange_rate": RATE, "vat": "incl", "vat_rate": 0.25,
    }  # fmt: skip

    effect = parse_proposal(data(document)).measures[0].effects[1]

    assert (effect.kind, effect.value.value) == ("running_cost", pytest.approx(-12 / 1.25))


@pytest.mark.parametrize(
    ("validity", "code", "path"),
    [
        ({"currency": "EUR"}, "exchange-rate", "validity.currency"),
        ({"currency": "EUR", "exchange_rate": {"nok": 11.5}}, "missing",
         "validity.exchange_rate.on"),
        ({"exchange_rate": RATE}, "needless-rate", "validity.exchange_rate"),
        ({"vat": "incl"}, "vat-rate", "validity.vat"),
        ({"vat": "maybe"}, "literal-error", "validity.vat"),
        ({"currency": "euro"}, "currency", "validity.currency"),
        ({"currency": "EUR", "exchange_rate": {**RATE, "nok": 0}}, "greater-than",
         "validity.exchange_rate.nok"),
        ({"from": "2028-01-01"}, "span", "validity.from"),
        ({"until": "2027-02-30"}, "date", "validity.until"),
    ],
)  # fmt: skip
def test_that_money_nobody_can_turn_is_refused(validity: dict[str, Any], code: str, path: str):
    with pytest.raises(ProposalProblem) as caught:
        parse_proposal(data(offer(**validity)))

    found = caught.value.remarks[0]
    assert (found.finding.code, found.path) == (f"proposal-{code}", path)
