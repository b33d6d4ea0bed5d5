"""Buildings without a model: varied outlines on dry ground in the districts of Bergen."""

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon

from twin.model.building import Building
from twin.model.building import Polygon as Outline
from twin.sample.districts import Area, Ground
from twin.sample.model.identity import random_source


@dataclass(frozen=True, slots=True)
class Kind:
    """What buildings of a category are usually like.

    share : of all buildings.  gross_floor_area : lowest and highest. [m2]
    storeys : how many they may have.  ending : last word of the name.
    """

    share: float
    gross_floor_area: tuple[float, float]
    storeys: tuple[int, ...]
    endings: tuple[str, ...]


KINDS: dict[str, Kind] = {
    "kindergarten": Kind(0.32, (350, 1400), (1, 1, 1, 2), ("barnehage",)),
    "school": Kind(0.20, (1800, 11000), (2, 2, 3, 3, 4), ("skole", "ungdomsskole", "barneskole")),
    "nursing_home": Kind(0.12, (2200, 9500), (2, 3, 3, 4, 5), ("sykehjem", "bosenter")),
    "sports": Kind(0.12, (900, 5200), (1, 2, 2), ("idrettshall", "flerbrukshall")),
    "office": Kind(0.10, (800, 6500), (2, 3, 4, 5), ("servicesenter", "kontorbygg")),
    "culture": Kind(0.10, (400, 3200), (1, 2, 2, 3), ("bibliotek", "kulturhus", "grendehus")),
    "fire_station": Kind(0.04, (600, 2600), (1, 2, 2), ("brannstasjon",)),
}
_FIRST = (
    "Bjørke", "Eike", "Furu", "Gran", "Hassel", "Hegge", "Krokus", "Liljeve", "Lyng",
    "Mose", "Myr", "Nype", "Orre", "Osp", "Rogn", "Selje", "Sitka", "Tiurs", "Trolle",
    "Ugle", "Varde", "Vind", "Åker", "Berg", "Brekke", "Dal", "Elve", "Fjell", "Flat",
    "Gjerde", "Hauge", "Kleiv", "Kvern", "Laks", "Langs", "Mar", "Nes", "Ram", "Sandal",
    "Skog", "Slette", "Sol", "Stein", "Storm", "Straum", "Tun", "Utsikt", "Vass", "Ås",
    "Øyre",
)  # fmt: skip
_SECOND = (
    "bakken", "botn", "dalen", "enga", "haugen", "heia", "hagen", "lia", "marka", "moen",
    "myra", "neset", "rinden", "rusten", "skaret", "sletta", "stølen", "tona", "tunet",
    "vika", "åsen",
)  # fmt: skip
_PATIENCE = 12  # draws of a name before it gets a number
_ROOFS = ("flat", "flat", "gable", "gable", "hip", "mono")


def scattered_buildings(taken: tuple[Building, ...], count: int, seed: int) -> list[Building]:
    """`count` buildings beside those that stand already, numbered on from them."""
    random = random_source(seed, "footprints")
    ground = Ground()
    for building in taken:
        x0, y0, x1, y1 = Polygon(building.footprint).bounds
        ground.take((x0 + x1) / 2, (y0 + y1) / 2, float(np.hypot(x1 - x0, y1 - y0)) / 2)
    names = {b.name for b in taken}
    return [_building(random, ground, names, len(taken) + i + 1) for i in range(count)]


def _building(
    random: np.random.Generator, ground: Ground, names: set[str], number: int
) -> Building:
    category = _picked(random, {k: v.share for k, v in KINDS.items()})
    kind = KINDS[category]
    low, high = np.log(kind.gross_floor_area[0]), np.log(kind.gross_floor_area[1])
    gross = float(np.exp(random.triangular(low, (low + high) / 2, high)))
    storeys = int(random.choice(kind.storeys))
    if gross / storeys < 180:
        storeys = 1
    outline = _outline(random, gross / storeys, category)
    area, footprint = _placed(random, ground, outline)
    x, y = footprint[0]
    name = _name(random, names, kind)
    return Building(
        building_id=f"b{number:02d}" if number < 100 else f"b{number}",
        name=name,
        category=category,
        district=area.district,
        address=f"{name.split()[0]}vegen {int(random.integers(1, 90))}",
        building_number=f"{999_000_000 + number}",
        construction_year=_year(random),
        gross_floor_area=round(gross),
        heated_floor_area=round(0.92 * gross),
        storeys=storeys,
        footprint=footprint,
        ground_level=_ground_level(area, x, y),
        height=round(storeys * float(random.uniform(3.1, 3.8)) + _extra_height(category), 1),
        roof=str(random.choice(_ROOFS)),
    )


def _extra_height(category: str) -> float:
    return 3.0 if category == "sports" else 0.4


def _picked(random: np.random.Generator, shares: dict[str, float]) -> str:
    keys = list(shares)
    return keys[int(random.choice(len(keys), p=np.array(list(shares.values()))))]


def _year(random: np.random.Generator) -> float:
    """Construction years as in municipal stock: most from the sixties to the eighties."""
    low, middle, high = ((1890, 1925, 1948), (1950, 1973, 1992), (1988, 2008, 2021))[
        int(random.choice(3, p=(0.15, 0.55, 0.30)))
    ]
    return float(round(random.triangular(low, middle, high)))


def _outline(random: np.random.Generator, area: float, category: str) -> list[tuple[float, float]]:
    """An outline of about this area with its centre near zero."""
    shape = str(random.choice(["bar", "L", "U", "T", "H", "Z", "hall"]))
    if category == "sports" or area < 350:
        shape = "hall" if category == "sports" else "bar"
    corners = _SHAPES[shape]
    points = np.array(corners) * [float(random.uniform(0.85, 1.25)), 1.0]
    points *= np.sqrt(area / Polygon(points).area)
    points -= points.mean(axis=0)
    if random.random() < 0.5:
        points = points[::-1] * [-1.0, 1.0]
    return [(float(x), float(y)) for x, y in points]


_SHAPES: dict[str, list[tuple[float, float]]] = {
    "bar": [(0, 0), (3.2, 0), (3.2, 1), (0, 1)],
    "hall": [(0, 0), (1.8, 0), (1.8, 0.25), (2.2, 0.25), (2.2, 1), (0, 1)],
    "L": [(0, 0), (3, 0), (3, 1), (1, 1), (1, 2.6), (0, 2.6)],
    "U": [(0, 0), (3.4, 0), (3.4, 2.2), (2.4, 2.2), (2.4, 1), (1, 1), (1, 2.4), (0, 2.4)],
    "T": [(0, 0), (3.6, 0), (3.6, 1), (2.3, 1), (2.3, 2.4), (1.3, 2.4), (1.3, 1), (0, 1)],
    "H": [
        (0, 0), (3.2, 0), (3.2, 0.9), (2.1, 0.9), (2.1, 1.6), (3.4, 1.6), (3.4, 2.5), (0, 2.5),
        (0, 1.6), (1.1, 1.6), (1.1, 0.9), (0, 0.9),
    ],
    "Z": [(0, 0), (2.2, 0), (2.2, 0.8), (4, 0.8), (4, 1.8), (1.4, 1.8), (1.4, 1), (0, 1)],
}  # fmt: skip


def _placed(
    random: np.random.Generator, ground: Ground, outline: list[tuple[float, float]]
) -> tuple[Area, Outline]:
    """The outline turned and moved to free ground."""
    points = np.array(outline)
    area, x, y = ground.find(random, float(np.hypot(*points.T).max()))
    angle = float(random.normal(0.4, 0.5))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    placed = points @ turn + [x, y]
    return area, tuple((round(float(px), 2), round(float(py), 2)) for px, py in placed)


def _ground_level(area: Area, x: float, y: float) -> float:
    """Height of the terrain, made of two gentle waves. [m]"""
    return round(area.ground_level + 7 * np.sin(x / 310.0) + 5 * np.cos(y / 270.0), 1)


def _name(random: np.random.Generator, names: set[str], kind: Kind) -> str:
    """A name nobody has; a very large stock numbers those that repeat."""
    tries = 0
    while True:
        tries += 1
        first, second = str(random.choice(_FIRST)), str(random.choice(_SECOND))
        number = "" if tries < _PATIENCE else f" {tries - _PATIENCE + 2}"
        name = f"{first}{second} {random.choice(kind.endings)}{number}"
        if name not in names:
            names.add(name)
            return name
