"""Sentences about values, with their spread and source."""

from twin.model.scenario import Quantity, Statement
from twin.model.thermal import Sourced


def valued(text: str, value: Sourced, unit: str, **others: int | Quantity) -> Statement:
    """A sentence on one value; shares of one are shown in percent."""
    factor = 100 if unit == "%" else 1
    shown, low, high = (factor * number for number in numbers_of(value))
    return Statement(text, {"value": Quantity(shown, unit, low, high), **others}, value.source)


def numbers_of(value: Sourced) -> tuple[float, float, float]:
    """Value, low and high."""
    return value.value, value.low, value.high
