"""Numbers as the user reads them: grouping, signs, units and ranges."""

import math
import re
from datetime import date

from PySide6.QtCore import QLocale

NO_VALUE = "–"
MINUS = "\u2212"
HARD_SPACE = "\u00a0"
_LOCALES = {"nb": "nb_NO", "en": "en_GB"}
_locale = QLocale("nb_NO")
_name = "nb"

MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def use_numbers(name: str) -> None:
    """Write numbers as ``nb`` (1 234,5) or ``en`` (1,234.5) from now on."""
    global _locale, _name
    _name = name if name in _LOCALES else "nb"
    _locale = QLocale(_LOCALES[_name])


def numbers_name() -> str:
    """Name of the number format in use."""
    return _name


def number(value: float, decimals: int = 0) -> str:
    """`value` with grouping and a true minus; an en dash where it is not a number."""
    if not math.isfinite(value):
        return NO_VALUE
    rounded = round(value, decimals) + 0.0
    text = _locale.toString(rounded, "f", decimals)
    return text.replace("-", MINUS).replace("\u202f", HARD_SPACE)


def signed(value: float, decimals: int = 0) -> str:
    """Number with its sign; zero has none."""
    text = number(value, decimals)
    return text if text == NO_VALUE or round(value, decimals) <= 0 else f"+{text}"


def span(low: float, high: float, decimals: int = 0) -> str:
    """Range with spaced en dash: ``0,64 – 0,84``."""
    return f"{number(low, decimals)} – {number(high, decimals)}"


def signed_span(low: float, high: float, decimals: int = 0) -> str:
    """Range whose ends carry their signs."""
    return f"{signed(low, decimals)} – {signed(high, decimals)}"


def estimate(value: float, decimals: int = 0) -> str:
    """A number that is not measured: ``~ 18,4``."""
    text = number(value, decimals)
    return text if text == NO_VALUE else f"~{HARD_SPACE}{text}"


def percent(share: float, decimals: int = 0) -> str:
    """Share of one as ``61 %``."""
    text = number(share * 100, decimals)
    return text if text == NO_VALUE else f"{text}{HARD_SPACE}%"


def quantity(value: float, unit: str, decimals: int = 0) -> str:
    """Number and unit kept on one line."""
    text = number(value, decimals)
    return text if text == NO_VALUE else f"{text}{HARD_SPACE}{unit}".rstrip(HARD_SPACE)


def money(value: float) -> str:
    """NOK with its unit: ``612 000 kr``, ``18,4 mill. kr`` from ten million."""
    if abs(value) >= 10e6:
        return quantity(value / 1e6, f"mill.{HARD_SPACE}kr", 1)
    return quantity(significant(value), "kr")


def energy(kwh: float) -> str:
    """Energy with its unit; MWh from 10,000 kWh."""
    if abs(kwh) >= 10_000:
        return quantity(kwh / 1000, "MWh")
    return quantity(kwh, "kWh")


def significant(value: float, digits: int = 3) -> float:
    """`value` rounded to so many significant digits, at most three for estimates."""
    if not math.isfinite(value) or value == 0:
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def year(value: float) -> str:
    """Year without grouping."""
    return str(int(value)) if math.isfinite(value) else NO_VALUE


def day(value: date | None) -> str:
    """Date as ``14.03.2019``, or ``14/03/2019`` in English."""
    if value is None:
        return NO_VALUE
    return value.strftime("%d.%m.%Y" if _name == "nb" else "%d/%m/%Y")


def plain(value: float, decimals: int = 0) -> str:
    """Number for a spreadsheet: plain minus, no grouping, the user's decimal mark."""
    if not math.isfinite(value):
        return ""
    text = f"{round(value, decimals) + 0.0:.{decimals}f}"
    return text.replace(".", ",") if _name == "nb" else text


def parsed(text: str) -> float:
    """Number as the user writes it: grouping, either minus, the user's decimal mark; else NaN."""
    bare = text.strip().replace(MINUS, "-").replace(HARD_SPACE, "").replace(" ", "")
    if _name == "nb":
        if "." in bare:  # a point neither groups nor divides here
            return math.nan
        bare = bare.replace(",", ".")
    else:
        bare = re.sub(r",(?=\d{3}(\D|$))", "", bare)
    return float(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else math.nan


def bounds_text(text: str) -> str:
    """Label of a class such as ``1.20 – < 2.00`` with the user's decimal mark.

    Labels with words are names and stay as they are.
    """
    if _name != "nb" or not re.fullmatch(r"[\d.\s<>≤≥+–-]+m?", text):
        return text
    return re.sub(r"(?<=\d)\.(?=\d)", ",", text)
