"""What the user sees of a proposal before it is accepted."""

import time
from dataclasses import replace

import pytest

from twin.analysis.selecting import reasons
from twin.model.proposal import Proposal, Reach
from twin.ui.texts import numbers
from twin.ui.texts.language import use_language
from twin.ui.texts.received import remarks_on, rows_of, signature_text, state_text, time_text

OFFER = Proposal(
    "p", "Vinduer", "Fjord AS", "2099-12-31", 2026, (), received_at="2026-11-24T10:00:00",
    received_by="Kari",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _norwegian():
    use_language("nb")
    numbers.use_numbers("nb")
    yield
    use_language("en")
    numbers.use_numbers("en")


def test_that_an_offer_waits_in_quarantine_until_somebody_accepts_it():
    accepted = replace(OFFER, accepted=True, accepted_by="Ola", accepted_at="2026-11-25T08:00:00")

    assert state_text(OFFER) == "I karantene"
    assert rows_of(OFFER) == [
        ("Status", "I karantene", "warn"),
        ("Mottatt", f"{time_text(OFFER.received_at)}, Kari", ""),
        ("Signatur", "Ikke signert", ""),
        ("Gyldig til", "31.12.2099", ""),
        ("Prisnivå", "2026", ""),
    ]
    assert rows_of(accepted)[:2] == [
        ("Status", "Godtatt, Ola", ""), ("Godtatt", time_text(accepted.accepted_at), ""),
    ]  # fmt: skip


def test_that_an_offer_that_does_not_stand_any_more_says_so():
    expired = replace(OFFER, valid_until="2025-06-30")
    coming = replace(OFFER, valid_from="2099-01-01")

    assert ("Gyldig til", "30.06.2025, er utløpt", "warn") in rows_of(expired)
    assert ("Gyldig fra", "01.01.2099", "warn") in rows_of(coming)


def test_that_times_are_those_of_the_users_clock(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    try:
        assert time_text("2026-11-24T10:00:00") == "24.11.2026 11:00"
        assert time_text("2026-07-24T10:00:00") == "24.07.2026 12:00"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("signature", "signer", "text"),
    [("none", "", "Ikke signert"), ("unknown key", "7f95 6cce", "Ukjent nøkkel"),
     ("valid", "Fjord AS", "Fjord AS")],
)  # fmt: skip
def test_that_a_signature_names_whom_the_portfolio_knows(signature: str, signer: str, text: str):
    assert signature_text(replace(OFFER, signature=signature, signer=signer)) == text


def test_that_turned_money_is_shown():
    turned = replace(OFFER, currency="EUR", exchange_rate=11.5, includes_vat=True, vat_rate=0.25)

    assert rows_of(turned)[-2:] == [
        ("Valuta i filen", "EUR, 11,50 NOK", ""), ("Mva. trukket fra", "25\u00a0%", ""),
    ]  # fmt: skip


def test_that_what_was_missed_is_told_in_the_users_language():
    missed = reasons.remark("no-u-value", reasons.DEFAULT_U_VALUE, count=212, total=640)

    assert remarks_on(Reach("m1", (), 1.0, "m2", "", (missed,))) == [
        "212 av 640 deler har ingen U-verdi i modellen; standardverdien for byggets alder er "
        "brukt."
    ]
