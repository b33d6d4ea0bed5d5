"""What the overlays of condition share: TGIU as a class of its own, the year in the legend."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.condition import NOT_ASSESSED
from twin.model.arrays import FloatArray, IntArray
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput, RowCondition

TGIU_COLOUR = "#BDBDBD"
NOT_ASSESSED_COLOUR = "#DFE1E3"  # lighter than the grey of TGIU, which says something else
NOT_INSPECTED = LegendClass("TGIU not inspected", TGIU_COLOUR, "IU")


def rows_in(source: OverlayInput) -> int:
    """How many buildings or elements are coloured."""
    return len(source.buildings) if source.model is None else len(source.model.elements)


def legend(
    title: str,
    note: str,
    unit: str,
    classes: Sequence[LegendClass],
    condition: RowCondition | None,
) -> Legend:
    """Legend with the year looked at after the note; a forecast says that it is one.

    Parameters
    ----------
    note : what is shown, for example ``NS 3424``.
    """
    year = condition.year if condition else 0
    if condition is None:
        period = ""
    elif not condition.is_ready:
        period = "calculating {year}"
    else:
        period = "forecast {year}" if condition.is_forecast else "{year}"
    values: dict[str, str | int] = {"year": year} if condition else {}
    if condition and "{prices}" in note:
        values["prices"] = condition.price_year
    if condition and "{coverage}" in note:
        share = condition.coverage.mean() if len(condition.coverage) else 0.0
        values["coverage"] = round(100 * float(share))
    return Legend(
        title,
        note,
        unit,
        (*classes, NOT_INSPECTED),
        "Not assessed",
        NOT_ASSESSED_COLOUR,
        values,
        period,
    )


def coloured(
    source: OverlayInput, made: Legend, classes: IntArray, values: FloatArray
) -> Colouring:
    """Rows of classes; what nobody could inspect is TGIU, what nobody looked at has no data."""
    known = source.condition
    if known is None:
        none = np.full(rows_in(source), NO_DATA, dtype=np.int32)
        return Colouring(made, none, np.full(len(none), np.nan))
    is_hidden, is_unseen = known.worst == -1, known.worst == NOT_ASSESSED
    found = np.where(is_hidden, len(made.classes) - 1, classes)
    found = np.where(is_unseen, NO_DATA, found).astype(np.int32)
    return Colouring(made, found, np.where(is_hidden | is_unseen, np.nan, values))


def unknown_values(source: OverlayInput) -> FloatArray:
    """NaN for each row."""
    return np.full(rows_in(source), np.nan)
