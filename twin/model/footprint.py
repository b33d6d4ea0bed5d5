"""Outlines of buildings as maps and city models have them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from twin.model.building import Polygon

Fact = str | float


@dataclass(frozen=True, slots=True)
class Footprint:
    """Where one building stands, as a foreign file says it.

    source_id : what the file calls it.
    outline : EPSG:25832, counter-clockwise, not closed. [m]
    ground_level : above sea level; NaN if unknown. [m]
    height : NaN if unknown. [m]
    facts : fields of `Building` that the file tells beside its place, by name.
    is_simplified : courtyards or smaller parts were left out, as a building has one outline.
    """

    source_id: str
    outline: Polygon
    name: str = ""
    building_number: str = ""
    building_id: str = ""
    ground_level: float = np.nan
    height: float = np.nan
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])
    is_simplified: bool = False
