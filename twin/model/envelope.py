"""What separates the heated rooms of a building from what is not heated."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray, IntArray, frozen


@dataclass(frozen=True, slots=True)
class ConstructionLayer:
    """One layer of a construction with what it does to heat; NaN where nothing tells.

    thickness : [m]  conductivity : [W/(m K)]  density : [kg/m3]  specific_heat : [J/(kg K)]
    resistance : of the layer as a whole, for air layers by ISO 6946. [m2 K/W]
    source : where the conductivity is from: ``file`` | ``table`` | ``air`` | ``approximated``
        (an inhomogeneous layer such as a stud wall, as one even layer) | "" (unknown).
    """

    name: str
    thickness: float = np.nan
    conductivity: float = np.nan
    density: float = np.nan
    specific_heat: float = np.nan
    resistance: float = np.nan
    source: str = ""


@dataclass(frozen=True, slots=True)
class Construction:
    """The layers of a wall, roof or floor.

    layers : from inside to outside where `is_ordered`, else in the order of the file.
    """

    layers: tuple[ConstructionLayer, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class InternalParts:
    """Walls and decks with rooms on both sides: they store heat and lose none.

    element : row in `BuildingModel.elements`, shape (n,).
    kind : ``wall`` | ``floor``, length n.
    area : of one side, net of openings, shape (n,). [m2]
    construction : row in `Envelope.constructions`, -1 without layers, shape (n,).
    """

    element: IntArray
    kind: tuple[str, ...]
    area: FloatArray
    construction: IntArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        n = (len(self.kind),)
        object.__setattr__(self, "element", frozen(self.element, np.int32, n))
        object.__setattr__(self, "area", frozen(self.area, np.float64, n))
        object.__setattr__(self, "construction", frozen(self.construction, np.int32, n))


@dataclass(frozen=True, slots=True, eq=False)
class Envelope:
    """The parts of the model that separate heated rooms from what is not heated, a row each.

    element : row in `BuildingModel.elements`, shape (m,).
    kind : ``wall`` | ``window`` | ``door`` | ``roof`` | ``floor``, length m.
    area : net of openings, shape (m,). [m2]
    azimuth : outward normal clockwise from north; NaN for horizontal parts, shape (m,). [degree]
    tilt : 0 facing up, 90 vertical, 180 facing down, shape (m,). [degree]
    u_value : NaN if the file does not say, shape (m,). [W/(m2 K)]
    g_value : NaN if the file does not say, shape (m,).
    u_source : ``property`` | ``layers`` | "" (unknown), length m; of known values that stand in
        for the file's: ``measured`` | ``documented`` | ``assumed``.
    gross_area : with the windows and doors in it, shape (m,); None: as `area`. [m2]
    adjacency : ``outside`` | ``ground`` | ``unheated`` (a room of the model that is not heated) |
        ``heated`` (a neighbour's rooms), length m; () in an envelope that does not say.
    u_origin : of a property ``set.name``, of layers ``ISO 6946`` or ``ISO 6946, approximated``,
        "" if unknown, length m or ().
    g_source : ``property`` | ``panes`` (usual value of so many panes) | "" (unknown, or no
        glass), length m or ().
    construction : row in `constructions`, -1 without layers, shape (m,); None: all -1.
    constructions : distinct layers of parts and internal parts.
    internal : walls and decks between heated rooms, None if not looked for.
    floor_area : of heated rooms. [m2]  volume : of air in heated rooms. [m3]
    floor_area_source : ``spaces`` | ``slabs`` | ``footprint x storeys`` | "".
    volume_source : ``spaces`` | ``air`` (inside the parts) | "".
    unheated_rooms : names of rooms that were left out.  unheated_area : their floor area. [m2]
    exposed_perimeter : of the floors to ground (ISO 13370), NaN without any. [m]
    """

    element: IntArray
    kind: tuple[str, ...]
    area: FloatArray
    azimuth: FloatArray
    tilt: FloatArray
    u_value: FloatArray
    g_value: FloatArray
    u_source: tuple[str, ...]
    floor_area: float = np.nan
    volume: float = np.nan
    floor_area_source: str = ""
    gross_area: FloatArray | None = None
    adjacency: tuple[str, ...] = ()
    u_origin: tuple[str, ...] = ()
    g_source: tuple[str, ...] = ()
    construction: IntArray | None = None
    constructions: tuple[Construction, ...] = ()
    internal: InternalParts | None = None
    volume_source: str = ""
    unheated_rooms: tuple[str, ...] = ()
    unheated_area: float = 0.0
    exposed_perimeter: float = np.nan

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        m = len(self.kind)
        object.__setattr__(self, "element", frozen(self.element, np.int32, (m,)))
        for name in ("area", "azimuth", "tilt", "u_value", "g_value"):
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, (m,)))
        if self.gross_area is not None:
            object.__setattr__(self, "gross_area", frozen(self.gross_area, np.float64, (m,)))
        if self.construction is not None:
            object.__setattr__(self, "construction", frozen(self.construction, np.int32, (m,)))
