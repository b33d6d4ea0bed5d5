"""Numbers as people write them: which mark stands before decimals, and what a text means."""

import math
import re
from collections.abc import Iterable, Mapping

_MINUS = str.maketrans({"−": "-", "–": "-", "’": "'"})
_PARTS = re.compile(
    r"(?P<before>kr\.?|nok|ca\.?|~)?\s*(?P<number>[+-]?\s?[\d][\d .,']*|[+-]?[.,]\d+)"
    r"\s*(?P<after>[^\d\s].*)?",
    re.IGNORECASE | re.DOTALL,
)
_USUAL = {mark: re.compile(rf"-?(?:\d+|\d{{1,3}}(?: \d{{3}})+)(?:[{mark}]\d+)?") for mark in ",."}
_WHOLE = re.compile(r"\d+|\d{1,3}(?:[ .,']\d{3})+")
_SIGNS_OF_MONEY = frozenset({"", "kr", "kr.", "nok", "-", ",-", ".-", "kroner"})
_BOTH = frozenset(",.")


def decimal_evidence(texts: Iterable[str]) -> tuple[int, int, int]:
    """How many texts can only have a decimal comma, only a point, and either."""
    comma = point = either = 0
    for text in texts:
        match _mark(text):
            case ",":
                comma += 1
            case ".":
                point += 1
            case "?":
                either += 1
            case _:
                pass
    return comma, point, either


def number_of(text: str, decimal: str, unit: str, units: Mapping[str, float]) -> float:
    """The number in `unit`, NaN if the text is none.

    Parameters
    ----------
    decimal : mark before decimals, ``,`` or ``.``.
    units : other units that may follow the number, with what one of each is in `unit`.
    """
    if _USUAL[decimal].fullmatch(text):  # nearly all of them
        return float(text.replace(" ", "").replace(decimal, "."))
    found = _PARTS.fullmatch(text.translate(_MINUS).strip())
    if found is None:
        return math.nan
    number, after = found["number"], (found["after"] or "").strip().casefold()
    if number.rstrip().endswith((",", ".")) and after in ("", "-"):
        number = number.rstrip()[:-1]  # 1 200,-
    factor = _factor(after, unit, units)
    whole, mark, decimals = number.replace("+", "").partition(decimal)
    sign = -1.0 if whole.startswith("-") else 1.0
    whole = whole.lstrip("- ").rstrip()
    if mark and not decimals.strip().isdecimal():
        return math.nan
    if whole and not _WHOLE.fullmatch(whole):
        return math.nan
    digits = re.sub(r"[ .,']", "", whole) or "0"
    return sign * float(f"{digits}.{decimals.strip() or 0}") * factor


def _factor(after: str, unit: str, units: Mapping[str, float]) -> float:
    if after in _SIGNS_OF_MONEY or after == unit.casefold() or after in _same(unit):
        return 1.0
    named = {name.casefold(): factor for name, factor in units.items()}
    return named.get(after, math.nan)


def _same(unit: str) -> frozenset[str]:
    """Other ways to write a unit."""
    other = {
        "m2": {"m²", "kvm", "kvm.", "m^2"},
        "year": {"år", "years", "yr"},
        "h": {"t", "timer", "hours", "time"},
        "month": {"mnd", "mnd.", "måneder", "months"},
        "%": {"prosent", "percent"},
    }
    return frozenset(other.get(unit, ()))


def _mark(text: str) -> str:
    """Mark before the decimals of a number: ``,``, ``.``, ``?`` for either, "" for none."""
    if "," not in text and "." not in text:
        return ""
    found = _PARTS.fullmatch(text.translate(_MINUS).strip())
    if found is None:
        return ""
    number = found["number"].rstrip(" ,.")
    marks = _BOTH & set(number)
    if not marks:
        return ""
    if len(marks) == 2:
        return max(marks, key=number.rindex)
    mark = next(iter(marks))
    other = "," if mark == "." else "."
    if number.count(mark) > 1:
        return other
    whole, _, decimals = number.partition(mark)
    whole = whole.strip("+- ")
    can_group = len(decimals) == 3 and 1 <= len(whole) <= 3 and whole != "0"
    return "?" if can_group else mark
