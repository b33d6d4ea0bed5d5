"""How a building is really used, in words, and from what a user wrote."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from twin.errors import InputOutOfRange
from twin.model.operation import QUANTITIES, ActualOperation, OperationDifference, Override
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

GROUPS = {
    "Hours of use": ("first_hour", "last_hour", "days_per_week"),
    "Ventilation": (
        "ventilation_first_hour", "ventilation_last_hour", "airflow_in_use", "airflow_not_in_use",
    ),
    "Set-points and powers": (
        "setpoint_in_use", "setpoint_not_in_use", "heating_power", "cooling_setpoint",
        "cooling_power",
    ),
    "Night flushing and airing": (
        "night_flushing", "night_flushing_first_hour", "night_flushing_last_hour",
        "night_flushing_above", "night_flushing_below", "airing", "airing_temperature",
    ),
    "Solar shading": (
        "blinds", "blind_factor", "blind_threshold", "blinds_in_use_only", "blind_first_month",
        "blind_last_month",
    ),
    "Internal loads": (
        "lighting", "lighting_not_in_use", "equipment", "equipment_not_in_use", "persons",
    ),
    "Water": ("hot_water",),
}  # fmt: skip
NAMES = {
    "first_hour": "In use from",
    "last_hour": "In use until",
    "days_per_week": "Days a week",
    "ventilation_first_hour": "Ventilation from",
    "ventilation_last_hour": "Ventilation until",
    "airflow_in_use": "Supply air in use",
    "airflow_not_in_use": "Supply air out of use",
    "setpoint_in_use": "Heating in use",
    "setpoint_not_in_use": "Heating out of use",
    "cooling_setpoint": "Cooling from",
    "heating_power": "Room heating at most",
    "cooling_power": "Cooling at most",
    "night_flushing": "Night flushing, outdoor air",
    "night_flushing_first_hour": "Night flushing from",
    "night_flushing_last_hour": "Night flushing until",
    "night_flushing_above": "Night flushing above, indoors",
    "night_flushing_below": "Night flushing if colder by",
    "airing": "Air changes through windows",
    "airing_temperature": "Windows are opened from",
    "blinds": "Automatic shading, windows",
    "blind_factor": "Sun that shading leaves",
    "blind_threshold": "Shading down from, on windows",
    "blinds_in_use_only": "Shading in use only",
    "blind_first_month": "Shading from month",
    "blind_last_month": "Shading until month",
    "lighting": "Lighting in use",
    "lighting_not_in_use": "Lighting out of use",
    "equipment": "Equipment in use",
    "equipment_not_in_use": "Equipment out of use",
    "persons": "People in use",
    "hot_water": "Hot water, net",
    "hours_of_use": "Hours of use in a year",
}
UNITS = {
    "h": "o'clock",
    "d": "",
    "W/m2": "W/m²",
    "kWh/(m2 year)": "kWh/m² a year",
    "m3/(h m2)": "m³/(h m²)",
    "degree C": "°C",
    "K": "K",
    "%": "%",
    "1/h": "1/h",
    "month": "",
    "yes/no": "",
}
EXPLAINED = {
    "Set-points and powers": (
        "Room heating is what radiators, panel heaters or floors give; the coil of the supply air"
        " comes on top. Without a number there is no limit. The result tells the hours in which"
        " the limit is not enough."
    ),
    "Night flushing and airing": (
        "Night flushing lets in outdoor air through windows or hatches, which costs no"
        " electricity; 0 is off. Whether it runs is decided at the beginning of each hour."
        " People open windows before anything is cooled."
    ),
    "Solar shading": (
        "Blinds or screens that come down by themselves, façade by façade and hour by hour. They"
        " keep out heat in summer, but also wanted sun in the heating season."
    ),
}
"""What a group of quantities means, where its names do not say it."""
CHOICES = {"yes/no": ("no", "yes")}
"""Words for 0, 1 ... of quantities that are no numbers, by unit."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a user wrote about one quantity; value "" : as in the standard."""

    value: str
    source: str


def quantity_name(quantity: str) -> str:
    """Name of a quantity of the operation."""
    return tr(NAMES.get(quantity, quantity))


def unit_text(unit: str) -> str:
    """Unit of a quantity of the operation, "" where the name says it."""
    text = UNITS.get(unit, unit)
    return tr(text) if text else ""


def value_text(value: float) -> str:
    """A number of the operation with as many decimals as it needs, an en dash for none."""
    whole = math.isfinite(value) and round(value, 1) == round(value)
    return numbers.number(value, 0 if whole else 1)


def shown(quantity: str, value: float) -> str:
    """A value of a quantity, in words where it is a choice, "none" where there is no limit."""
    choices = CHOICES.get(QUANTITIES[quantity].unit) if quantity in QUANTITIES else None
    if choices and math.isfinite(value):
        return tr(choices[int(value)])
    if math.isnan(value) and quantity in ("heating_power", "cooling_power"):
        return tr("no limit")
    return value_text(value)


def _briefly(quantity: str, value: float) -> str:
    return value_text(value) if math.isnan(value) else shown(quantity, value)


def difference_rows(
    differences: tuple[OperationDifference, ...],
) -> tuple[tuple[str, str, str, str], ...]:
    """Name with unit, standard, actual, and who says so when and from what."""
    return tuple(
        (
            _name_of(d),
            _briefly(d.quantity, d.standard),
            _briefly(d.quantity, d.actual),
            told_text(d.who, d.when, d.source),
        )
        for d in differences
    )


def told_text(who: str, when: date | None, source: str) -> str:
    """``K. Moe, 01.03.2026: time schedule``; "" where it follows from others."""
    if not who:
        return ""
    return f"{who}, {numbers.day(when)}: {source}"


def written(operation: ActualOperation | None) -> dict[str, Written]:
    """What stands in the form for an operation."""
    found = {name: Written("", "") for name in QUANTITIES}
    for override in operation.overrides if operation is not None else ():
        text = numbers.number(override.value, 1)
        text = text.removesuffix(",0").removesuffix(".0")
        if QUANTITIES[override.quantity].unit in CHOICES:
            text = shown(override.quantity, override.value)
        found[override.quantity] = Written(text, override.source)
    return found


def operation_from(
    form: Mapping[str, Written], known: ActualOperation, who: str, today: date
) -> ActualOperation:
    """The operation a user wrote; what is unchanged keeps who entered it and when.

    Raises
    ------
    InputOutOfRange
        If a value is no number.
    """
    before = {o.quantity: o for o in known.overrides}
    overrides: list[Override] = []
    for quantity, entry in form.items():
        if not entry.value.strip():
            continue
        value, source = _number(quantity, entry.value), entry.source.strip()
        old = before.get(quantity)
        if old is not None and (old.value, old.source) == (value, source):
            overrides.append(old)
        else:
            overrides.append(Override(quantity, value, who.strip(), today, source))
    return ActualOperation(
        known.building_id,
        known.category,
        known.year,
        tuple(overrides),
        known.closures,
        known.closed_on_public_holidays,
    )


def _number(quantity: str, text: str) -> float:
    choices = [tr(word) for word in CHOICES.get(QUANTITIES[quantity].unit, ())]
    if text.strip() in choices:
        return float(choices.index(text.strip()))
    value = numbers.parsed(text)
    if not math.isfinite(value):
        raise InputOutOfRange(
            "“{text}” at “{name}” is no number, so nothing was stored.",
            "Write it as {example}.",
            text=text.strip(),
            name=quantity_name(quantity),
            example=numbers.number(21.5, 1),
        )
    return value


def _name_of(difference: OperationDifference) -> str:
    name, unit = quantity_name(difference.quantity), unit_text(difference.unit)
    return f"{name}, {unit}" if unit and difference.quantity != "hours_of_use" else name
