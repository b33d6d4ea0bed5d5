"""What a sample building is planned to be, before any geometry is made of it."""

from dataclasses import dataclass

Rectangle = tuple[float, float, float, float]
"""x0, y0, x1, y1 in the building's own axes. [m]"""


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of rooms along the axis of a wing.

    depth : across the axis; 0 takes what is left. [m]
    rooms : room codes of `room_catalogue`, ``code*3`` repeats, ``code:9`` sets the
        length to 9 m.
    """

    depth: float
    rooms: str


@dataclass(frozen=True, slots=True)
class Wing:
    """A rectangular part of a building, measured to the outer face of its walls.

    bounds : rectangle on the plan.
    first, last : first and last storey it takes up, counted from 0.
    floors : the strips of each of its storeys, the last entry repeated upwards. South to north
        for axis ``x``, west to east for axis ``y``.
    roof : ``flat``, ``gable``, ``hip`` or ``mono-N``, ``mono-S``, ``mono-E``, ``mono-W`` (the
        letter names the high side).
    pitch : of a sloping roof. [degree]
    walls : construction keys, one per storey of the wing, the last repeated.
    windows : keys of `twin.sample.plans.window_styles.STYLES`, one per storey, the last repeated.
    module : distance of facade axes; room partitions stand on them. [m]
    """

    key: str
    bounds: Rectangle
    floors: tuple[tuple[Strip, ...], ...]
    first: int = 0
    last: int = 0
    axis: str = "x"
    roof: str = "flat"
    pitch: float = 22.0
    walls: tuple[str, ...] = ("brick",)
    windows: tuple[str, ...] = ("ribbon",)
    module: float = 3.0

    def strips(self, storey: int) -> tuple[Strip, ...]:
        """The rows of rooms on a storey of the building."""
        return self.floors[min(storey - self.first, len(self.floors) - 1)]

    def wall(self, storey: int) -> str:
        """Key of the outer wall construction on a storey of the building."""
        return self.walls[min(storey - self.first, len(self.walls) - 1)]

    def window_style(self, storey: int) -> str:
        """Key of the window style on a storey of the building."""
        return self.windows[min(storey - self.first, len(self.windows) - 1)]

    def stands_on(self, storey: int) -> bool:
        """Whether the wing takes up the storey."""
        return self.first <= storey <= self.last


@dataclass(frozen=True, slots=True)
class Entrance:
    """An outer door in the first room with `room` code that has a facade on `side`.

    side : ``N``, ``S``, ``E`` or ``W``.  kind : ``double``, ``glazed``, ``single`` or ``gate``.
    canopy : depth of the roof over it, 0 for none. [m]
    """

    wing: str
    room: str
    side: str
    kind: str = "double"
    canopy: float = 0.0


@dataclass(frozen=True, slots=True)
class RoofObject:
    """Something that stands on a roof: ``ahu``, ``chimney``, ``skylight`` or ``hood``.

    position : centre in building axes. [m]
    """

    kind: str
    position: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a building stands.

    latitude, longitude : of its origin. [degree]
    rotation : of its x axis from grid east, counter-clockwise. [degree]
    """

    district: str
    address: str
    latitude: float
    longitude: float
    ground_level: float
    rotation: float


@dataclass(frozen=True, slots=True)
class BuildingPlan:
    """Everything needed to write one sample building.

    storey_heights : floor to floor, lowest first. [m]
    windows_renewed : year in which `renewed_share` of the windows was replaced, 0 for never.
    heat : carrier of the space heating, value of `twin.model.meter.EnergyCarrier`.
    roofing : surface key of sloping roofs.
    column_rooms : room codes that get free-standing columns.
    balconies : wing keys that get balconies at every second window of their south side.
    """

    building_id: str
    name: str
    category: str
    year: int
    place: Place
    storey_heights: tuple[float, ...]
    wings: tuple[Wing, ...]
    entrances: tuple[Entrance, ...] = ()
    roof_objects: tuple[RoofObject, ...] = ()
    heat: str = "district heat"
    roofing: str = "roof tile"
    frame: str = "frame white"
    windows_renewed: int = 0
    renewed_share: float = 0.0
    protected: bool = False
    column_rooms: tuple[str, ...] = ()
    balconies: tuple[str, ...] = ()
    overhang: float = 0.6
    building_number: str = ""
    has_ducts: bool = False

    @property
    def levels(self) -> tuple[float, ...]:
        """Height of every floor and of the top of the last storey. [m]"""
        heights = [0.0]
        for storey_height in self.storey_heights:
            heights.append(round(heights[-1] + storey_height, 3))
        return tuple(heights)

    def wings_on(self, storey: int) -> tuple[Wing, ...]:
        """Wings that take up a storey."""
        return tuple(w for w in self.wings if w.stands_on(storey))
