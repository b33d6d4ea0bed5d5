"""Which building each row is about: by national number, id, name or address."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from twin.importers.tables.columns import is_nothing
from twin.model.building import Building

WAYS = ("building_number", "building_id", "building_name", "building_address")
_NOT_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class Place:
    """A building, or why none was found: a template that may use ``{found}``, and the way."""

    building_id: str = ""
    reason: str = ""
    way: str = ""
    found: str = ""


class Places:
    """Finds buildings of a portfolio by what rows say of them."""

    def __init__(self, buildings: Sequence[Building]) -> None:
        self._by_way: Mapping[str, Mapping[str, Sequence[Building]]] = {
            "building_number": _by(buildings, lambda b: digits(b.building_number)),
            "building_id": _by(buildings, lambda b: folded(b.building_id)),
            "building_name": _by(buildings, lambda b: folded(b.name)),
            "building_address": _by(buildings, lambda b: folded(b.address)),
        }

    def find(self, said: Mapping[str, str], *, may_be_all: bool = False) -> Place:
        """The building that the first of `WAYS` finds of what a row says.

        A number that nobody has is passed over only for a building that has none.
        """
        unknown = Place()
        for way in WAYS:
            text = said.get(way, "")
            if not text or is_nothing(text):
                continue
            plain = digits(text) if way == "building_number" else folded(text)
            found = self._by_way[way].get(plain, ())
            if len(found) > 1 and not unknown.reason:
                return Place(reason=_SEVERAL[way], way=way, found=text)
            is_other = unknown.way == "building_number" and any(b.building_number for b in found)
            if len(found) == 1 and not is_other:
                return Place(found[0].building_id)
            if not unknown.reason:
                unknown = Place(reason=_NONE[way], way=way, found=text)
        if unknown.reason or may_be_all:
            return unknown
        return Place(reason="The row does not say which building it is about.")

    def find_all(self, columns: Mapping[str, Sequence[str]], *, may_be_all: bool) -> list[Place]:
        """The building of each row. columns : texts by way, shape (n,) each."""
        ways = [way for way in WAYS if way in columns]
        known: dict[tuple[str, ...], Place] = {}
        found: list[Place] = []
        for said in zip(*(columns[way] for way in ways), strict=True):
            place = known.get(said)
            if place is None:
                place = self.find(dict(zip(ways, said, strict=True)), may_be_all=may_be_all)
                known[said] = place
            found.append(place)
        return found


def folded(text: str) -> str:
    """A text as names are compared: lower case, single blanks, no signs at its ends."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).strip(" .,;")


def digits(text: str) -> str:
    """The digits of a number, however it is grouped; without zeros before it."""
    return _NOT_DIGITS.sub("", text.removesuffix(".0")).lstrip("0")


_NONE = {
    "building_number": "No building of the portfolio has the number “{found}”.",
    "building_id": "No building of the portfolio has the id “{found}”.",
    "building_name": "No building of the portfolio is called “{found}”.",
    "building_address": "No building of the portfolio has the address “{found}”.",
}
_SEVERAL = {
    "building_number": "Several buildings of the portfolio have the number “{found}”.",
    "building_id": "Several buildings of the portfolio have the id “{found}”.",
    "building_name": "Several buildings of the portfolio are called “{found}”.",
    "building_address": "Several buildings of the portfolio have the address “{found}”.",
}


def _by(
    buildings: Sequence[Building], key: Callable[[Building], str]
) -> Mapping[str, Sequence[Building]]:
    found: dict[str, list[Building]] = defaultdict(list)
    for building in buildings:
        text = key(building)
        if text:
            found[text].append(building)
    return found
