"""When one building is really in use, what runs then, and how that differs from the standard."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from twin.analysis.assumptions import Operation
from twin.analysis.holidays import public_holidays
from twin.analysis.operated_plant import flushed_hours, limits_of
from twin.analysis.operation import (
    ACTUAL,
    HOLIDAY_WEEKS,
    HOURS,
    WEEKS,
    HourlyUse,
    hourly_use,
    standard_numbers,
)
from twin.errors import InputOutOfRange
from twin.model.arrays import BoolArray
from twin.model.operation import QUANTITIES, ActualOperation, OperationDifference

DAYS = HOURS // 24
NOTHING: Mapping[str, float] = {}


def actual_use(
    actual: ActualOperation, standard: Operation, lighting_factor: float = 1.0
) -> HourlyUse:
    """Hours of the real operation of one building in `actual.year`.

    What no override names is as in the standard. 29 February is left out of a leap year.

    Raises
    ------
    InputOutOfRange
        As `check_operation`.
    """
    check_operation(actual, standard)
    numbers = actual_numbers(actual, standard)
    days = _open_days(actual, standard)
    in_use = _hours(days, numbers["first_hour"], numbers["last_hour"])
    first = numbers["ventilation_first_hour"]
    aired = _hours(days, first, numbers["ventilation_last_hour"])
    lighting, equipment = (
        np.where(in_use, numbers[name], numbers[f"{name}_not_in_use"])
        for name in ("lighting", "equipment")
    )
    persons = np.where(in_use, numbers["persons"], 0.0)
    return HourlyUse(
        in_use=in_use,
        lighting=lighting * lighting_factor,
        equipment=equipment,
        gains=lighting * lighting_factor + equipment + persons,
        airflow=np.where(aired, numbers["airflow_in_use"], numbers["airflow_not_in_use"]),
        heating_setpoint=np.where(
            in_use, numbers["setpoint_in_use"], numbers["setpoint_not_in_use"]
        ),
        cooling_setpoint=np.full(HOURS, numbers["cooling_setpoint"]),
        kind=ACTUAL,
        hot_water=numbers["hot_water"],
        flushing=np.where(flushed_hours(numbers), numbers["night_flushing"], 0.0),
        limits=limits_of(numbers),
    )


def operation_in(actual: ActualOperation, year: int) -> ActualOperation:
    """The same use in the calendar of another year; closed days keep their dates."""
    moved = year - actual.year
    if not moved:
        return actual
    closures = actual.closures and tuple(
        replace(c, first=_moved(c.first, moved), last=_moved(c.last, moved))
        for c in actual.closures
    )
    return replace(actual, year=year, closures=closures)


def operation_differences(
    actual: ActualOperation, standard: Operation, of_building: Mapping[str, float] = NOTHING
) -> tuple[OperationDifference, ...]:
    """Where the actual operation differs from the standard, the hours of use first.

    of_building : numbers that the standard leaves to the building, for example its shading.

    Raises
    ------
    InputOutOfRange
        As `check_operation`.
    """
    hours = [float(u.in_use.sum()) for u in (hourly_use(standard), actual_use(actual, standard))]
    found: list[OperationDifference] = []
    if hours[0] != hours[1]:
        found.append(OperationDifference("hours_of_use", "h", hours[0], hours[1], "", None, ""))
    usual = standard_numbers(standard) | dict(of_building)
    numbers = actual_numbers(actual, standard)
    for name, quantity in QUANTITIES.items():
        if actual.value(name) is None or numbers[name] == usual[name]:
            continue
        told = max((o for o in actual.overrides if o.quantity == name), key=lambda o: o.when)
        found.append(
            OperationDifference(
                name, quantity.unit, usual[name], told.value, told.who, told.when, told.source
            )
        )
    return tuple(found)


def actual_numbers(actual: ActualOperation, standard: Operation) -> dict[str, float]:
    """The standard operation with the newest override of each quantity.

    Ventilation runs in the hours of use where no override says otherwise.
    """
    numbers = standard_numbers(standard)
    told = {name: actual.value(name) for name in QUANTITIES}
    for end in ("first_hour", "last_hour"):
        if told[end] is not None and told[f"ventilation_{end}"] is None:
            told[f"ventilation_{end}"] = told[end]
    return numbers | {name: value for name, value in told.items() if value is not None}


def check_operation(actual: ActualOperation, standard: Operation) -> None:
    """Refuse overrides that no building can have, or that nobody stands for.

    Raises
    ------
    InputOutOfRange
        If a quantity is unknown or out of its range, names nobody or no source, or if hours or
        closures end before they begin.
    """
    for override in actual.overrides:
        _check_override(override.quantity, override.value, f"{override.who}|{override.source}")
    numbers = actual_numbers(actual, standard)
    for kind in ("", "ventilation_"):
        if not numbers[f"{kind}first_hour"] < numbers[f"{kind}last_hour"]:
            raise InputOutOfRange(
                "The hours of {series} end at {last}, before they begin at {first}.",
                "Correct the hours; hours after midnight belong to the next day.",
                series=kind.strip("_") or "use",
                first=numbers[f"{kind}first_hour"],
                last=numbers[f"{kind}last_hour"],
            )
    _check_flushing(numbers)
    for closure in actual.closures or ():
        if closure.last < closure.first:
            raise InputOutOfRange(
                "The closure {name} ends before it begins, so no day would be closed.",
                "Correct its dates.",
                name=closure.name,
            )


def _check_flushing(numbers: dict[str, float]) -> None:
    """Flushing below the set-point would only have to be heated up again."""
    heated = max(numbers["setpoint_in_use"], numbers["setpoint_not_in_use"])
    if numbers["night_flushing"] > 0 and numbers["night_flushing_above"] <= heated:
        raise InputOutOfRange(
            "Night flushing above {above} °C would cool rooms that are heated to {heated} °C, so"
            " nothing was stored.",
            "Let it run only above a temperature that lies over the set-points of heating.",
            above=numbers["night_flushing_above"],
            heated=heated,
        )


def _check_override(name: str, value: float, told: str) -> None:
    if name not in QUANTITIES:
        raise InputOutOfRange(
            "The operation has no quantity {quantity}, so its value would change nothing.",
            "Choose one of these: {known}.",
            quantity=name,
            known=", ".join(QUANTITIES),
        )
    quantity = QUANTITIES[name]
    if not quantity.low <= value <= quantity.high:
        raise InputOutOfRange(
            "The {quantity} of the actual operation is {value} {unit}; no building has that.",
            "Enter a value from {low} to {high}.",
            quantity=name.replace("_", " "),
            value=value,
            unit=quantity.unit,
            low=quantity.low,
            high=quantity.high,
        )
    if not all(part.strip() for part in told.split("|")):
        raise InputOutOfRange(
            "Nobody stands for the {quantity} of the actual operation, or nothing tells where it"
            " is from.",
            "Enter who gives it and what it rests on.",
            quantity=name.replace("_", " "),
        )


def _hours(days: BoolArray, first: float, last: float) -> BoolArray:
    """Hours from `first` to `last` on the given days, shape (8760,)."""
    hour = np.arange(24)
    within = (hour >= first) & (hour < last)
    return np.outer(days, within).ravel()


def _open_days(actual: ActualOperation, standard: Operation) -> BoolArray:
    """Days in use of the year without 29 February, shape (365,)."""
    dates = _dates(actual.year)
    days_per_week = actual_numbers(actual, standard)["days_per_week"]
    is_open = np.array([day.weekday() < days_per_week for day in dates])
    if actual.closed_on_public_holidays:
        closed = public_holidays(actual.year)
        is_open &= np.array([day not in closed for day in dates])
    if actual.closures is None:
        weeks = HOLIDAY_WEEKS[: WEEKS - standard.weeks_per_year]
        return is_open & np.array([min(d.isocalendar().week, WEEKS) not in weeks for d in dates])
    for closure in actual.closures:
        is_open &= np.array([not closure.first <= day <= closure.last for day in dates])
    return is_open


def _moved(day: date, years: int) -> date:
    """The same date of another year; 29 February becomes the day before where there is none."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)


def _dates(year: int) -> list[date]:
    days = (date(year, 1, 1) + timedelta(n) for n in range(DAYS + 1))
    kept = [day for day in days if day.year == year and (day.month, day.day) != (2, 29)]
    return kept[:DAYS]
