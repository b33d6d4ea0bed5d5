"""What a building is, said without any simulation program: the cases of the comparison.

Lengths in m, areas in m2, temperatures in degree C. A case is a box of `storeys` equal storeys,
each one thermal zone. Walls have no thickness in the geometry: areas and volumes are those of
the box. Side ``south`` faces south when `rotation` is 0; the box turns clockwise with it.

What every case has in common and is not repeated in it:

- The room thermostat sees the air temperature; heat and cold are put into the air without limit.
- Beam sunlight that has come through a window falls on the floor; what the floor does not
  absorb, and all diffuse light, spreads over all inner surfaces.
- Inner surfaces: solar absorptance 0.6, emissivity 0.9. Outer surfaces: the same values.
- Airflows are standard air: the mass flow is the volume flow times 1.197 kg/m3 (20 degree C, dry,
  50 m above the sea) whatever the temperature; heat capacity of air about 1012 J/(kg K).
- The ground under the building keeps the monthly temperature `Site.ground_temperature` at the
  outer face of the ground floor construction; no surface resistance there.
- The year has 365 days and begins on a Monday; no summer time, no public holidays.
"""

from dataclasses import dataclass, field
from typing import Literal

Side = Literal["south", "east", "north", "west"]
SIDES: tuple[Side, ...] = ("south", "east", "north", "west")

INNER_FILM = {"wall": 0.13, "roof": 0.10, "floor": 0.17}  # ISO 6946:2017, table 7. [m2 K/W]
OUTER_FILM = 0.04  # ISO 6946:2017, table 7. [m2 K/W]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer with mass.

    conductivity [W/(m K)], density [kg/m3], specific_heat [J/(kg K)].
    """

    name: str
    thickness: float
    conductivity: float
    density: float
    specific_heat: float

    @property
    def resistance(self) -> float:
        """Thermal resistance. [m2 K/W]"""
        return self.thickness / self.conductivity


@dataclass(frozen=True, slots=True)
class Massless:
    """A layer of resistance alone. [m2 K/W]"""

    name: str
    resistance: float


@dataclass(frozen=True, slots=True)
class Construction:
    """Layers from outside to inside; for a floor between storeys from top to bottom."""

    name: str
    layers: tuple[Layer | Massless, ...]
    solar_absorptance: float = 0.6
    emissivity: float = 0.9

    @property
    def resistance(self) -> float:
        """Resistance of the layers from face to face. [m2 K/W]"""
        return sum(layer.resistance for layer in self.layers)

    def u_value(self, kind: str) -> float:
        """U-value with the films of ISO 6946; to the ground (``floor``) no outer film."""
        outer = 0.0 if kind == "floor" else OUTER_FILM
        return 1 / (self.resistance + INNER_FILM[kind] + outer)


@dataclass(frozen=True, slots=True)
class SimpleGlazing:
    """A whole window, frame included: U-value [W/(m2 K)] and g-value at normal incidence."""

    name: str
    u_value: float
    g_value: float


@dataclass(frozen=True, slots=True)
class Pane:
    """A sheet of glass; front is the outer side. Solar values at normal incidence."""

    name: str
    thickness: float
    transmittance: float
    reflectance_front: float
    reflectance_back: float
    emissivity_front: float = 0.84
    emissivity_back: float = 0.84
    conductivity: float = 1.0


@dataclass(frozen=True, slots=True)
class PaneGlazing:
    """A window of panes with gas between, outermost first; no frame, the area is all glass.

    gas : ``Air`` | ``Argon``.  gap : distance between panes.
    u_value, g_value : what EnergyPlus states for these panes (NFRC winter and summer).
    """

    name: str
    panes: tuple[Pane, ...]
    gap: float
    gas: str
    u_value: float
    g_value: float


Glazing = SimpleGlazing | PaneGlazing


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen outside every window, a hand's breadth from the glass, with open edges.

    It is down in every step in which beam and diffuse sun on the window exceed `threshold`.
    transmittance, reflectance : for sun, the same on both sides; what comes through is diffuse.
    threshold : [W/m2]
    """

    name: str
    transmittance: float
    reflectance: float
    threshold: float = 175.0


@dataclass(frozen=True, slots=True)
class Windows:
    """One band of windows in the middle of each side and storey, as share of the gross side area.

    Each is 1.5 m high, taller where it would be wider than 0.98 of the side.
    overhang : depth of a plate over each window, at its upper edge and as wide as it; 0 is none.
    screen : that comes down by itself, None where there is none.
    """

    glazing: Glazing
    south: float
    east: float
    north: float
    west: float
    overhang: float = 0.0
    screen: Screen | None = field(default=None, kw_only=True)

    def share(self, side: Side) -> float:
        """Share of one side."""
        return {"south": self.south, "east": self.east, "north": self.north, "west": self.west}[
            side
        ]


@dataclass(frozen=True, slots=True)
class Box:
    """Length along the south side, width along the east side, equal storeys; rotation clockwise.

    internal_walls : area of one face of the inner walls per floor area; both faces see the zone.
    """

    length: float
    width: float
    storeys: int
    storey_height: float
    rotation: float = 0.0
    internal_walls: float = 0.6

    @property
    def storey_area(self) -> float:
        """Floor area of one storey. [m2]"""
        return self.length * self.width

    @property
    def floor_area(self) -> float:
        """Heated floor area. [m2]"""
        return self.storey_area * self.storeys

    @property
    def volume(self) -> float:
        """Air volume. [m3]"""
        return self.floor_area * self.storey_height

    def side_area(self, side: Side) -> float:
        """Gross area of one side of one storey. [m2]"""
        breadth = self.length if side in ("south", "north") else self.width
        return breadth * self.storey_height

    def azimuth(self, side: Side) -> float:
        """Outward normal clockwise from north. [degree]"""
        base = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}[side]
        return (base + self.rotation) % 360


@dataclass(frozen=True, slots=True)
class Fabric:
    """The constructions of a building."""

    wall: Construction
    roof: Construction
    ground_floor: Construction
    storey_floor: Construction
    internal_wall: Construction


@dataclass(frozen=True, slots=True)
class Ventilation:
    """Balanced airflow per floor area, each storey with a unit of its own. [m3/(h m2)]

    Without recovery and coil the air comes in as it is outside. Otherwise, with outside air at
    `o`, extract air at the temperature `r` of the zone and supply temperature `s`:
    the exchanger brings air that is too cold to ``min(s, o + recovery (r - o))`` and a coil, if
    there is one, lifts it to `s`; air at or above `s` passes untouched, but for hot days with
    ``o > r``, when the exchanger cools it to ``o + recovery (r - o)``.
    No frost protection, no fan heat, no cooling of supply air, moisture is not exchanged.
    """

    airflow_in_use: float
    airflow_not_in_use: float
    recovery: float = 0.0
    supply_temperature: float = 18.0
    has_coil: bool = False

    @property
    def has_unit(self) -> bool:
        """Whether there is an air handling unit."""
        return self.recovery > 0 or self.has_coil


@dataclass(frozen=True, slots=True)
class Operation:
    """When a building is in use, and what runs then.

    first_hour, last_hour : in use from the beginning of the first to the end before the last,
        hours of the day, 8 and 17 for 08:00 to 17:00.
    days : per week from Monday.  closed_weeks : 1 to 53, not in use; week 1 begins 1 January.
    gains_in_use, gains_not_in_use : [W/m2], `radiant` of it as radiation, no moisture.
    heating_in_use : held from `preheating` hours before use.  heating_not_in_use : otherwise.
    cooling_in_use, cooling_not_in_use : None without cooling.
    """

    first_hour: int
    last_hour: int
    days: int
    gains_in_use: float
    gains_not_in_use: float
    heating_in_use: float
    heating_not_in_use: float
    preheating: int = 2
    radiant: float = 0.4
    closed_weeks: tuple[int, ...] = ()
    cooling_in_use: float | None = None
    cooling_not_in_use: float | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Weather and surroundings.

    ground_temperature : at the underside of the ground floor, by month.
    wind at height z over the ground: ``w (270 / 10)**0.14 (z / 370)**0.22`` (suburbs), w from
    the weather file; air temperature the same at all heights; the sky by the horizontal
    infrared radiation of the weather file; flat ground as warm as the air; outer surfaces stay
    dry and free of snow (rain and snow marks of the weather file are not used).
    """

    weather: str = "NOR_Bergen.013110_IWEC.epw"
    ground_reflectance: float = 0.2
    ground_temperature: tuple[float, ...] = (
        9.0, 8.5, 8.5, 9.0, 10.0, 11.0, 12.0, 12.5, 12.5, 12.0, 11.0, 10.0,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A building of the comparison.

    era : ``TEK69`` | ``TEK87`` | ``TEK97`` | ``TEK17``, by its U-values.
    infiltration : air changes of the volume, constant. [1/h]
    """

    name: str
    category: str
    era: str
    is_heavy: bool
    box: Box
    fabric: Fabric
    windows: Windows
    infiltration: float
    ventilation: Ventilation
    operation: Operation
    site: Site = Site()
