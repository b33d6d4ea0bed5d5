"""What is known of a building in words, and from what a user wrote."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from twin.errors import InputOutOfRange
from twin.model.known import QUANTITIES, Calculated, KnownValue
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.known_values import usual_uncertainty

GROUPS = {
    "Envelope": (
        "u_wall", "u_roof", "u_floor", "u_window", "u_door", "g_window", "n50", "thermal_bridge",
    ),
    "Ventilation": ("heat_recovery", "specific_fan_power", "airflow"),
    "Heat": ("heating",),
    "Size": ("floor_area",),
}  # fmt: skip
NAMES = {
    "u_wall": "U-value of the walls",
    "u_roof": "U-value of the roof",
    "u_floor": "U-value of the floor",
    "u_window": "U-value of the windows",
    "u_door": "U-value of the doors",
    "g_window": "g-value of the windows",
    "n50": "Air leakage at 50 Pa",
    "thermal_bridge": "Thermal bridges",
    "heat_recovery": "Heat recovery",
    "specific_fan_power": "Specific fan power",
    "airflow": "Supply air in use",
    "floor_area": "Heated floor area",
    "heating": "Its efficiency or SCOP",
    "u_value": "U-value",
}
UNITS = {
    "W/(m2 K)": "W/(m²K)",
    "1": "",
    "1/h": "1/h",
    "kW/(m3/s)": "kW/(m³/s)",
    "m3/(h m2)": "m³/(h m²)",
    "m2": "m²",
}
KIND_WORDS = {"measured": "Measured", "documented": "Documented", "assumed": "Assumed by us"}
BASIS_WORDS = {
    "model": "model",
    "computed": "computed",
    "default": "assumed",
    "measured": "register",
    "several": "several sources",
}
HEATING_WORDS = {
    "": "As calculated",
    "electric_direct": "Panel heaters",
    "electric_boiler": "Electric boiler",
    "district_heat": "District heating",
    "bio_boiler": "Bio boiler",
    "oil_boiler": "Oil boiler",
    "gas_boiler": "Gas boiler",
    "air_air": "Heat pump, air to air",
    "air_water": "Heat pump, air to water",
    "ground_water": "Heat pump, ground",
    "sea_water": "Heat pump, sea water",
    "heat_pump": "Heat pump",
}
DECIMALS = {"floor_area": 0, "heat_recovery": 0, "n50": 1, "specific_fan_power": 1, "airflow": 1}
_DAYS = ("%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Written:
    """What a user wrote about one quantity; value "": nothing is known."""

    value: str = ""
    uncertainty: str = ""
    kind: str = "measured"
    when: str = ""
    who: str = ""
    note: str = ""
    choice: str = ""


def name_text(quantity: str) -> str:
    """Name of a quantity with its unit."""
    known = QUANTITIES[quantity]
    unit = "%" if known.is_share else UNITS[known.unit]
    name = tr(NAMES[quantity])
    return f"{name}, {unit}" if unit else name


def value_text(quantity: str, value: float) -> str:
    """A number as it is shown, without its unit."""
    factor = 100 if QUANTITIES[quantity].is_share else 1
    return numbers.number(factor * value, DECIMALS.get(quantity, 2))


def calculated_text(quantity: str, found: Calculated | None) -> str:
    """The number the program takes, and in a word where it is from."""
    if found is None or not math.isfinite(found.value):
        return numbers.NO_VALUE
    word = BASIS_WORDS.get(found.basis, "")
    value = value_text(quantity, found.value)
    return f"{value} · {tr(word)}" if word else value


def uncertainty_text(quantity: str, kind: str) -> str:
    """How uncertain such a value usually is, in percent."""
    return _bare(100 * usual_uncertainty(quantity, kind).share)


def written(value: KnownValue | None) -> Written:
    """What stands in the form for a known value."""
    if value is None:
        return Written()
    factor = 100 if QUANTITIES[value.quantity].is_share else 1
    usual = usual_uncertainty(value.quantity, value.kind).share
    is_usual = math.isclose(value.uncertainty, usual)
    return Written(
        _bare(factor * value.value) if math.isfinite(value.value) else "",
        "" if is_usual else _bare(100 * value.uncertainty),
        value.kind,
        numbers.day(value.when),
        value.who,
        value.note,
        value.choice,
    )


def known_from(
    form: Mapping[str, Written],
    before: Sequence[KnownValue],
    building_id: str,
    author: tuple[str, date],
) -> tuple[KnownValue, ...]:
    """What a user wrote of the whole building; what is unchanged keeps its day of entry.

    author : who is asked when a line names nobody, and the day of today.

    Raises
    ------
    InputOutOfRange
        If a value, a range or a day cannot be read.
    """
    old = {v.quantity: v for v in before if not v.elements}
    found: list[KnownValue] = []
    for quantity, entry in form.items():
        if entry.value.strip() or entry.choice:
            made = value_from(quantity, entry, building_id, author)
            known = old.get(quantity)
            is_same = known is not None and replace(made, entered=known.entered) == known
            found.append(known if known is not None and is_same else made)
    return tuple(found)


def value_from(
    quantity: str,
    entry: Written,
    building_id: str,
    author: tuple[str, date],
    elements: tuple[str, ...] = (),
) -> KnownValue:
    """One value that a user wrote; raises as `known_from`."""
    factor = 100 if QUANTITIES[quantity].is_share else 1
    value, uncertainty = math.nan, usual_uncertainty(quantity, entry.kind).share
    if entry.value.strip():
        value = _number(NAMES[quantity], entry.value) / factor
    if entry.uncertainty.strip():
        uncertainty = _number("±", entry.uncertainty) / 100
    when = parsed_day(entry.when) if entry.when.strip() else author[1]
    who = entry.who.strip() or author[0].strip()
    return KnownValue(
        building_id, quantity, value, uncertainty, entry.kind, when, who, entry.note.strip(),
        author[1], entry.choice, elements,
    )  # fmt: skip


def parsed_day(text: str) -> date:
    """A day as the user writes it.

    Raises
    ------
    InputOutOfRange
        If it is none.
    """
    for form in _DAYS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise InputOutOfRange(
        "“{text}” is no day, so nothing was stored.",
        "Write it as {example}.",
        text=text.strip(),
        example=numbers.day(date(2026, 3, 1)),
    )


def known_line(value: KnownValue) -> str:
    """``0,31 ± 15 %, measured, K. Moe, 01.03.2026``."""
    share = numbers.percent(value.uncertainty)
    told = f"{value_text(value.quantity, value.value)} ± {share}"
    kind = tr(KIND_WORDS[value.kind]).lower()
    return f"{told}, {kind}, {value.who}, {numbers.day(value.when)}"


def _number(name: str, text: str) -> float:
    value = numbers.parsed(text)
    if not math.isfinite(value):
        raise InputOutOfRange(
            "“{text}” at “{name}” is no number, so nothing was stored.",
            "Write it as {example}.",
            text=text.strip(),
            name=tr(name),
            example=numbers.number(21.5, 1),
        )
    return value


def _bare(value: float) -> str:
    """A number for a field: no grouping, only the decimals it needs."""
    for decimals in range(4):
        if math.isclose(round(value, decimals), value, rel_tol=1e-9, abs_tol=1e-12):
            return numbers.plain(value, decimals)
    return numbers.plain(value, 4)
