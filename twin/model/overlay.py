"""Colouring elements or buildings by a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

import numpy as np

from twin.model.arrays import ByteArray, FloatArray, IntArray
from twin.model.building import Building, BuildingModel
from twin.model.condition import Assessment
from twin.model.label import Certificate
from twin.model.maintenance import Duty, WorkOrder
from twin.model.need import Need
from twin.model.register import Component
from twin.model.version import VersionChanges

NO_DATA = -1


@dataclass(frozen=True, slots=True)
class LegendClass:
    """One colour class. colour: ``#rrggbb``; badge: one or two letters drawn on objects."""

    label: str
    colour: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """Title, unit, period and classes, worst or highest first; no data is never a class.

    period : what is said of time after the note, "" for nothing.
    values : of the fields that note and period have, for example ``{year}``.
    """

    title: str
    note: str
    unit: str
    classes: tuple[LegendClass, ...]
    no_data_label: str = "No data"
    no_data_colour: str = "#BDBDBD"
    values: Mapping[str, str | int | date] = field(default_factory=dict[str, str | int | date])
    period: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Colouring:
    """The result of an overlay: the class of each row, `NO_DATA` where unknown.

    classes : shape (n,), int32, index into `legend.classes` or `NO_DATA`.
    values : shape (n,), float64, NaN where unknown or where the class has no number.
    areas : of what each class stands for, () where that is not told. [m2]
    without_row : things of each class that are drawn apart and have no row, () for none.
    """

    legend: Legend
    classes: IntArray
    values: FloatArray
    areas: tuple[float, ...] = ()
    without_row: tuple[int, ...] = ()

    def colours(self) -> ByteArray:
        """Colour of each row, shape (n, 3), uint8: one table look-up."""
        hexes = [*(c.colour for c in self.legend.classes), self.legend.no_data_colour]
        table = np.array([_rgb(h) for h in hexes], dtype=np.uint8)
        return table[self.classes]

    def counts(self) -> tuple[int, ...]:
        """Things in each class, no data last."""
        n = len(self.legend.classes)
        found = np.bincount(np.where(self.classes < 0, n, self.classes), minlength=n + 1)
        found[: len(self.without_row)] += np.array(self.without_row, dtype=found.dtype)
        return tuple(int(c) for c in found)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@dataclass(frozen=True, slots=True, eq=False)
class ElementSun:
    """Sun of a year on the outer faces of each element, NaN for those inside, shape (n,).

    [kWh/(m2 year)]
    """

    values: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class RowCondition:
    """Condition of n buildings or elements in the year looked at; NaN where unknown.

    year : that is looked at.  is_forecast : whether it is one to come.
    is_ready : False while the forecast is being calculated; everything is unknown then.
    worst : gravest grade, likeliest in a forecast; -1 only TGIU, -2 nobody has looked, shape (n,).
    weighted : mean grade, of an element that of its building part, shape (n,).
    coverage : share of the weight that is assessed, 0 to 1, shape (n,).
    risk : codes of `Risk`, shape (n,).
    remaining : years until TG3, P50, shape (n,). [year]
    backlog : of a building per gross floor area, of an element as it is, shape (n,).
        [NOK/m2 or NOK]
    age : of the assessments that count, shape (n,). [year]
    level : level of the method, mean, 1 to 3, shape (n,).
    mean_grade : P10, P50, P90 of the mean grade of all in a forecast, else (), shape (3,).
    price_year : of the backlog.
    """

    year: int
    is_forecast: bool
    is_ready: bool
    worst: IntArray
    weighted: FloatArray
    coverage: FloatArray
    risk: IntArray
    remaining: FloatArray
    backlog: FloatArray
    age: FloatArray
    level: FloatArray
    mean_grade: tuple[float, ...] = ()
    price_year: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class RowPlan:
    """What opportunities there are for each of n buildings, and what a plan does there.

    year : of the first step that the plan takes, 0 for none, shape (n,).
    present_value : of the best single measure looked at, NaN where none applies, shape (n,). [NOK]
    has_plan : whether there is a plan.
    """

    year: IntArray
    present_value: FloatArray
    has_plan: bool


@dataclass(frozen=True, slots=True, eq=False)
class OverlayInput:
    """Everything an overlay may read.

    For a building overlay `model` is set and rows are `model.elements`; for a portfolio overlay
    `model` is None and rows are `buildings`.

    u_value : per element, NaN where unknown; () for a portfolio.
    delivered_per_m2 : metered delivered energy of the last full year per building, NaN where
        unknown. [kWh/(m2 year)]
    sun : of a normal year on the outer faces of each element, NaN inside; () where nobody looked.
        [kWh/(m2 year)]
    needs, components, duties : of what is shown.
    as_of : the day that is looked at; None for what is known today.
    today : the day of the clock, None where nobody asked it.
    certificates : energy certificates, in the order in which they were stored.
    condition : of the rows in the year looked at, None where nobody calculated it.
    changes : since another version of the model, None where none is compared.
    plan : of the buildings, None where nobody looked for opportunities.
    """

    buildings: Sequence[Building]
    model: BuildingModel | None
    assessments: Sequence[Assessment]
    work_orders: Sequence[WorkOrder]
    u_value: FloatArray
    delivered_per_m2: FloatArray
    sun: FloatArray = field(default_factory=lambda: np.zeros(0))
    needs: Sequence[Need] = ()
    components: Sequence[Component] = ()
    as_of: date | None = None
    condition: RowCondition | None = None
    changes: VersionChanges | None = None
    duties: Sequence[Duty] = ()
    today: date | None = None
    certificates: Sequence[Certificate] = ()
    plan: RowPlan | None = None

    @property
    def day(self) -> date | None:
        """The day that is looked at, today unless another one was chosen."""
        return self.as_of or self.today


@runtime_checkable
class Overlay(Protocol):
    """One way to colour. scope: ``building``, ``portfolio`` or ``both``."""

    label: str
    scope: str

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row."""
        ...
