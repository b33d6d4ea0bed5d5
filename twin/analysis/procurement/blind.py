"""Offers without the names of those who made them, until the choice is made."""

import hashlib
from collections.abc import Mapping, Sequence

from twin.model.procurement import Offer

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def blind_names(offers: Sequence[Offer], secret: str) -> Mapping[str, str]:
    """A letter for each offer, in an order that nobody can guess without the secret of the round.

    The same offers and the same secret give the same letters, so that a decision can be re-run.
    """

    def mixed(offer: Offer) -> str:
        return hashlib.sha256(f"{secret}\0{offer.offer_id}".encode()).hexdigest()

    ordered = sorted(offers, key=mixed)
    return {offer.offer_id: _letter(place) for place, offer in enumerate(ordered)}


def _letter(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    high, low = divmod(place, len(_LETTERS))
    return (_letter(high - 1) if high else "") + _LETTERS[low]
