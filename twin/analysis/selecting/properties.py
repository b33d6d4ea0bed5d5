"""Conditions on the properties of an element."""

import operator
from collections.abc import Callable

from twin.model.building import ElementDetails, PropertyValue
from twin.model.proposal import PropertyCondition

PROTECTION = frozenset({"protected", "isprotected", "vernet", "fredet", "listed", "islisted"})
"""Names of properties that say that a part is protected, lower case."""
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def value_of(details: ElementDetails, name: str) -> PropertyValue:
    """Value of ``Pset_Name.PropertyName``; None where the model does not give it."""
    set_name, _, property_name = name.partition(".")
    return details.property_sets.get(set_name, {}).get(property_name)


def holds(condition: PropertyCondition, value: PropertyValue) -> bool:
    """Whether a value meets a condition; an unknown one meets none."""
    if value is None:
        return False
    if condition.operator == "exists":
        return True
    if condition.operator in _COMPARED:
        left, right = _number(value), _number(condition.value)
        return left is not None and right is not None and _is(condition.operator, left, right)
    return _same(value, condition.value) == (condition.operator == "=")


def is_protected(details: ElementDetails) -> bool:
    """Whether any property of the part says that it is protected."""
    return any(
        value is True and name.lower() in PROTECTION
        for properties in details.property_sets.values()
        for name, value in properties.items()
    )


def _is(name: str, left: float, right: float) -> bool:
    return _COMPARED[name](left, right)


def _same(found: PropertyValue, wanted: str | float | bool) -> bool:
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    left, right = _number(found), _number(wanted)
    if left is not None and right is not None:
        return left == right
    return str(found).strip().casefold() == str(wanted).strip().casefold()


def _number(value: PropertyValue) -> float | None:
    """A number, also one written as text with a decimal point or comma."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return float(value.replace(",", ".")) if isinstance(value, str) else float(value)
    except ValueError:
        return None
