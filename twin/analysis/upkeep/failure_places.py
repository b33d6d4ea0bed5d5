"""Failures of the last years counted by building or by element."""

from collections import Counter
from datetime import date

import numpy as np

from twin.analysis.upkeep.due import add_months
from twin.model.arrays import BoolArray, FloatArray
from twin.model.overlay import OverlayInput
from twin.model.records import column

YEARS = 3
"""That are looked back on; a year alone has too few failures to tell anything."""


def recent_failures(source: OverlayInput, day: date) -> BoolArray:
    """Orders that are failures of the last `YEARS` years up to a day, shape (orders,)."""
    orders = source.work_orders
    if not len(orders):
        return np.zeros(0, dtype=np.bool_)
    opened = column(orders, "opened_on").astype("datetime64[D]")
    begins = np.datetime64(add_months(day, -12 * YEARS), "D")
    is_recent = (opened > begins) & (opened <= np.datetime64(day, "D"))
    return is_recent & column(orders, "is_failure").astype(bool)


def counted(source: OverlayInput, which: BoolArray) -> FloatArray:
    """How many of the chosen orders each row has, NaN where nobody keeps a record, (rows,).

    A building has a record when it has any work order; an element when it has one or is a
    component. Orders on a component count for its element.
    """
    orders, chosen = source.work_orders, np.flatnonzero(which).tolist()
    if source.model is None:
        of = column(orders, "building_id")
        recorded = set(of.tolist())
        keys = [b.building_id for b in source.buildings]
    else:
        of = _elements(source)
        recorded = set(of) | {c.global_id for c in source.components}
        keys = [e.global_id for e in source.model.elements]
    count = Counter(of[row] for row in chosen)
    known = recorded - {""}
    return np.array([count[k] if k in known else np.nan for k in keys], dtype=np.float64)


def _elements(source: OverlayInput) -> list[str]:
    """GlobalId of the element that each order is about, "" if none."""
    by_component = {c.component_id: c.global_id for c in source.components}
    elements = column(source.work_orders, "global_id").tolist()
    components = column(source.work_orders, "component_id").tolist()
    return [e or by_component.get(c, "") for e, c in zip(elements, components, strict=True)]
