"""How high the land around a place rises, and the tables that say so."""

import re
from dataclasses import dataclass

import numpy as np

from twin.errors import InputOutOfRange, UnreadableFile
from twin.model.arrays import FloatArray

DIRECTIONS = 360  # one height per degree of azimuth
HIGHEST = 75.0  # no place with buildings has more. [degree]
PVGIS_HEADING = "h_hor"
PVGIS_FOOTER = re.compile(r"^\s*(a|h_hor|a_sun|h_sun)[^:\t]*:", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?|nan", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Height of the land around a place.

    height : above level in each direction, clockwise from north in whole degrees, length 360.
        [degree]
    source : where it is from, in words.
    is_known : False where nobody gave one and it is taken as flat.
    """

    height: tuple[float, ...]
    source: str
    is_known: bool = True

    def at(self, azimuth: FloatArray) -> FloatArray:
        """Height in directions clockwise from north, any shape. [degree]"""
        ring = np.array((*self.height, self.height[0]))
        return np.interp(np.asarray(azimuth) % 360.0, np.arange(DIRECTIONS + 1.0), ring)


def flat_horizon() -> Horizon:
    """No land above level, because nobody told of any."""
    return Horizon((0.0,) * DIRECTIONS, "No horizon given: taken as flat.", is_known=False)


def horizon_from_table(azimuth: FloatArray, height: FloatArray, source: str) -> Horizon:
    """Horizon between points around a place, linear from one to the next.

    Parameters
    ----------
    azimuth : clockwise from north, any order, shape (n,). [degree]
    height : above level; below zero counts as level, shape (n,). [degree]

    Raises
    ------
    InputOutOfRange
        If there are fewer than two points, one is missing, a direction is there twice or a
        height is no height of land.
    """
    directions, heights = np.asarray(azimuth, float), np.asarray(height, float)
    if len(directions) != len(heights) or len(directions) < 2:
        raise _unusable(
            "The horizon has fewer than two directions with a height; it was not used."
        )
    if not (np.isfinite(directions).all() and np.isfinite(heights).all()):
        raise _unusable("The horizon lacks a direction or a height; it was not used.")
    if (np.abs(heights) > HIGHEST).any():
        raise _unusable("The horizon is higher than any land ({most} degrees); it was not used.")
    if directions.min() < 0 or directions.max() > 360:
        raise _unusable("The horizon has directions outside 0 to 360 degrees; it was not used.")
    rows = np.column_stack([directions % 360.0, np.maximum(heights, 0.0)])
    directions, heights = np.unique(rows.round(6), axis=0).T
    if (np.diff(directions) == 0).any():
        raise _unusable("The horizon has two heights in one direction; it was not used.")
    around = np.interp(np.arange(float(DIRECTIONS)), directions, heights, period=360.0)
    return Horizon(tuple(float(one) for one in around), source)


def parse_horizon(text: str, source: str) -> Horizon:
    """Horizon from the text of a table.

    Three forms are read: azimuth and height in two columns, clockwise from north; the printed
    table of PVGIS, whose heading has ``H_hor`` and whose azimuth counts from south, west
    positive; and the one-column form that PVGIS takes, evenly spaced clockwise from north.

    Raises
    ------
    UnreadableFile
        If there are no rows of numbers.
    InputOutOfRange
        If the numbers are no horizon.
    """
    lines = text.lstrip("\ufeff").splitlines()
    headings = [place for place, line in enumerate(lines) if PVGIS_HEADING in line.lower()]
    is_pvgis = bool(headings) and not PVGIS_FOOTER.match(lines[headings[0]])
    rows = _rows(lines[headings[0] + 1 :] if is_pvgis else lines)
    if not rows:
        raise UnreadableFile(
            "{source} has no rows of numbers, so no horizon was taken from it.",
            "Choose a table with azimuth and height in degrees, for example the horizon of PVGIS.",
            source=source,
        )
    if is_pvgis:
        azimuth, height = np.array([(*row, np.nan)[:2] for row in rows]).T
        return horizon_from_table((azimuth + 180.0) % 360.0, height, source)
    if all(len(row) == 2 for row in rows):
        azimuth, height = np.array(rows).T
        return horizon_from_table(azimuth, height, source)
    if len(rows) > 1 and any(len(row) > 1 for row in rows):
        raise _unusable("The rows of the horizon have neither one nor two numbers; none was used.")
    heights = np.concatenate([np.array(row) for row in rows])
    return horizon_from_table(np.arange(len(heights)) * 360.0 / len(heights), heights, source)


def _rows(lines: list[str]) -> list[list[float]]:
    """Numbers of the lines that hold nothing but numbers and what separates them."""
    rows: list[list[float]] = []
    for line in lines:
        text = line.split("#")[0].strip()
        decimal_comma = ";" in text or "\t" in text
        cells = [c for c in re.split(r"[;\t\s]+" if decimal_comma else r"[,\s]+", text) if c]
        if cells and all(NUMBER.fullmatch(cell) for cell in cells):
            rows.append([float(cell.replace(",", ".")) for cell in cells])
    return rows


def _unusable(message: str) -> InputOutOfRange:
    return InputOutOfRange(
        message,
        "Correct the table: azimuth 0 to 360 degrees clockwise from north, height in degrees.",
        most=HIGHEST,
    )
