"""Places for solar panels on a building, panels put there, and what they make."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import ByteArray, FloatArray, frozen
from twin.model.shading import Plane, Shading

ROOF, FACADE = "roof", "facade"
MODULE_POWER = 0.42  # of a module of 1.13 x 1.76 m, today's usual efficiency (estimate). [kW]


@dataclass(frozen=True, slots=True, eq=False)
class PanelPlace:
    """Part of a roof or facade with as many modules as fit.

    key : stable as long as the building's shape is, for example ``roof 1``.
    surface : ``roof`` | ``facade``.
    tilt, azimuth : of the surface under the modules. [degree]
    area : inside the free strip along the edges. [m2]
    facings : tilt and azimuth of the modules, two where rows face both ways. [degree]
    modules : corners in the coordinates of the model, shape (n, 4, 3); the first n modules are
        those that are taken when fewer are wanted. [m]
    facing : which of `facings` each module has, shape (n,).
    mounting : ``open`` on racks, ``close`` to the surface.
    share : part of the modules that counts, below 1 where windows are there but not drawn.
    shadings : of the modules of each facing, () before anybody looked.
    towards : unit vectors to the sun of the hours that the shadings are for, as in `ZoneShading`.
    specific_yield : of a normal year, low, central and high; NaN before. [kWh/kW]
    is_drawn : by a user, for one measure; nothing else goes there.
    """

    key: str
    surface: str
    tilt: float
    azimuth: float
    area: float
    facings: tuple[Plane, ...]
    modules: FloatArray
    facing: ByteArray
    mounting: str = "close"
    share: float = 1.0
    shadings: tuple[Shading, ...] = ()
    towards: FloatArray | None = None
    specific_yield: tuple[float, float, float] = (np.nan, np.nan, np.nan)
    is_drawn: bool = False

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        object.__setattr__(self, "modules", frozen(self.modules, np.float64, (None, 4, 3)))
        object.__setattr__(self, "facing", frozen(self.facing, np.uint8, (len(self.modules),)))

    @property
    def power(self) -> float:
        """Of all modules that fit. [kW]"""
        return len(self.modules) * MODULE_POWER * self.share

    def modules_for(self, power: float) -> int:
        """How many modules give a power, at most those that fit."""
        wanted = round(power / MODULE_POWER / self.share)
        return min(max(wanted, 0), len(self.modules))


@dataclass(frozen=True, slots=True)
class InstalledPanels:
    """Panels put on a place.

    power : [kW]
    performance : yield against the central one; drawn, 1 in central results.
    """

    place: PanelPlace
    power: float
    performance: float = 1.0


@dataclass(frozen=True, slots=True)
class PanelChoice:
    """The user's own power on one place, by its key. [kW]"""

    place: str
    power: float


@dataclass(frozen=True, slots=True)
class PanelFieldResult:
    """One field of a what-if.

    power : [kW]  modules : how many.  area : of the modules. [m2]
    specific_yield : low, central and high of the year that is calculated. [kWh/kW]
    sun_kept : share of the year's unshaded sun on the modules that arrives.
    """

    place: PanelPlace
    power: float
    modules: int
    area: float
    specific_yield: tuple[float, float, float]
    sun_kept: float


@dataclass(frozen=True, slots=True)
class PanelsResult:
    """What new panels of a what-if make; low, central and high (P10, P50, P90) where three.

    fields : by place; () where the shape of the building is unknown.
    power : of all. [kW]  wanted : by the proposals; more than `power` where it did not fit. [kW]
    made : [kWh/year]  own_use, exported : of the building with all its panels. [kWh/year]
    share_used : of what is made.
    own_monthly, exported_monthly : length 12. [kWh]
    own_value, export_value : what own use saves and export earns. [NOK/year]
    """

    fields: tuple[PanelFieldResult, ...]
    power: float
    wanted: float
    made: tuple[float, float, float]
    own_use: float
    exported: float
    share_used: tuple[float, float, float]
    own_value: float
    export_value: float
    own_monthly: tuple[float, ...] = ()
    exported_monthly: tuple[float, ...] = ()
