"""What a user drew on or in a building: where a measure goes when no selector says it."""

from dataclasses import dataclass

Point = tuple[float, float, float]

MASSINGS = ("extension", "wing_removal")
"""Measures that are nothing before they are drawn, by their id."""


@dataclass(frozen=True, slots=True)
class DrawnField:
    """A field of solar panels or green roof on one surface.

    corners : of the outline on the surface, counter-clockwise seen from outside, in the
        coordinates of the model (of the footprint's frame where there is none). [m]
    tilt, azimuth : of the modules; NaN for as the surface. [degree]
    setback : free strip along the edges. [m]
    element : GlobalId of the roof or wall it lies on, "" where only an outline is known.
    """

    corners: tuple[Point, ...]
    surface: str = "roof"
    tilt: float = float("nan")
    azimuth: float = float("nan")
    setback: float = 0.5
    rows: str = "east-west"
    element: str = ""


@dataclass(frozen=True, slots=True)
class PlacedProduct:
    """One piece of a kit.

    position : middle of its foot. [m]  turn : about the vertical, clockwise. [degree]
    space : GlobalId of the room, "" if none.
    """

    product_id: str
    position: Point
    turn: float = 0.0
    space: str = ""


@dataclass(frozen=True, slots=True)
class Massing:
    """A simple extension, or a wing that is taken away.

    outline : on the ground, counter-clockwise, in the coordinates of the model. [m]
    base : height of its lowest floor. [m]  storey_height : [m]
    is_removed : True where the building loses what lies inside the outline.
    """

    outline: tuple[tuple[float, float], ...]
    storeys: int
    storey_height: float = 3.3
    base: float = 0.0
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """All that was drawn for one choice; empty where selectors say it all."""

    fields: tuple[DrawnField, ...] = ()
    products: tuple[PlacedProduct, ...] = ()
    massings: tuple[Massing, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn."""
        return not (self.fields or self.products or self.massings)


NOTHING_DRAWN = Sketch()
