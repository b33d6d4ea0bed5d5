"""Known values with their range and who says so."""

from collections.abc import Sequence

from twin.model.known import KnownValue
from twin.model.thermal import Sourced

WHERE = {
    "measured": "Measured.",
    "documented": "Documented.",
    "assumed": "Assumed for this building.",
}
LARGEST_SHARE = 1.0
_SHARES = ("g_window", "heat_recovery")


def sourced(value: KnownValue) -> Sourced:
    """The value with its range, and who says so."""
    low = value.value * (1 - value.uncertainty)
    high = value.value * (1 + value.uncertainty)
    if value.quantity in _SHARES:
        high = max(min(high, LARGEST_SHARE), value.value)
    return Sourced(value.value, low, high, value.kind, source_of(value))


def source_of(value: KnownValue) -> str:
    """``Measured. K. Moe, 2026-03-01: heat flow meter``; its first sentence is translated."""
    told = f"{WHERE[value.kind]} {value.who}, {value.when.isoformat()}"
    return f"{told}: {value.note}" if value.note else told


def of_building(known: Sequence[KnownValue], quantity: str) -> KnownValue | None:
    """What is known of the building as a whole, None if nothing."""
    found = (v for v in reversed(known) if v.quantity == quantity and not v.elements)
    return next(found, None)
