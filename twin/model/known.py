"""What somebody has measured or can document of a building, apart from what is assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

KINDS = ("measured", "documented", "assumed")
"""How a value is known: by an instrument, from a document, or settled by whoever enters it."""
ENVELOPE_KINDS = ("wall", "roof", "floor", "window", "door")
U_VALUE = "u_value"
"""A U-value of single elements."""


@dataclass(frozen=True, slots=True)
class KnownQuantity:
    """A number of a building that may be known.

    is_share : stored from 0 to 1 and shown in percent.
    """

    name: str
    unit: str
    is_share: bool = False


QUANTITIES: dict[str, KnownQuantity] = {
    q.name: q
    for q in (
        *(KnownQuantity(f"u_{kind}", "W/(m2 K)") for kind in ENVELOPE_KINDS),
        KnownQuantity("g_window", "1"),
        KnownQuantity("n50", "1/h"),
        KnownQuantity("thermal_bridge", "W/(m2 K)"),
        KnownQuantity("heat_recovery", "1", is_share=True),
        KnownQuantity("specific_fan_power", "kW/(m3/s)"),
        KnownQuantity("airflow", "m3/(h m2)"),
        KnownQuantity("floor_area", "m2"),
        KnownQuantity("heating", "1"),
        KnownQuantity(U_VALUE, "W/(m2 K)"),
    )
}
"""What a `KnownValue` may name; ``heating`` is useful heat per bought energy."""


@dataclass(frozen=True, slots=True)
class KnownValue:
    """One number of a building that is not left to the program.

    quantity : name in `QUANTITIES`.
    value : in its unit; NaN where only `choice` is known.
    uncertainty : half of the range, as a share of the value.
    kind : one of `KINDS`.
    when : day of the measurement or of the document.
    who : who measured it or vouches for it.  note : how, or which document.
    entered : day it was written down.
    choice : of ``heating``, what makes the heat; "" where that stays as it is.
    elements : keys of the elements it holds for, () for the whole building.
    """

    building_id: str
    quantity: str
    value: float
    uncertainty: float
    kind: str
    when: date
    who: str
    note: str
    entered: date
    choice: str = ""
    elements: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Same in everything; two unknown numbers are the same."""
        return isinstance(other, KnownValue) and _parts(self) == _parts(other)

    def __hash__(self) -> int:
        """Of everything."""
        return hash(_parts(self))


@dataclass(frozen=True, slots=True)
class UsualUncertainty:
    """Half of the range that a way of knowing usually has, as a share of the value."""

    share: float
    source: str


@dataclass(frozen=True, slots=True)
class Calculated:
    """The number the program takes where nobody knows better.

    value : of the building, area-weighted for U-values; NaN where it has none.
    basis : as in `Sourced.basis`.
    """

    value: float
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the fields in which known values are entered.

    numbers : by quantity, without any known value.
    heating : name of what makes the heat.
    """

    numbers: Mapping[str, Calculated] = field(default_factory=dict[str, Calculated])
    heating: str = ""


def _parts(value: KnownValue) -> tuple[object, ...]:
    number = None if np.isnan(value.value) else value.value
    return (
        value.building_id, value.quantity, number, value.uncertainty, value.kind, value.when,
        value.who, value.note, value.entered, value.choice, value.elements,
    )  # fmt: skip
