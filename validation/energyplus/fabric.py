"""Constructions and windows of four Norwegian eras, heavy and light, as real layers.

Insulation between studs or joists carries the conductivity of both together. Thicknesses are
chosen so that the U-values are near what the building code of the era asked or practice gave.
"""

from validation.energyplus.cases import (
    Construction,
    Fabric,
    Layer,
    Massless,
    Pane,
    PaneGlazing,
    SimpleGlazing,
)

CLADDING = Layer("timber cladding", 0.022, 0.13, 500, 1600)
RENDER = Layer("render", 0.020, 0.90, 1800, 1000)
BRICK = Layer("brick", 0.108, 0.70, 1700, 840)
CONCRETE_WALL = Layer("concrete", 0.150, 2.00, 2350, 880)
GYPSUM = Layer("gypsum board", 0.013, 0.21, 800, 1090)
ROOFING = Layer("roofing felt", 0.008, 0.23, 1100, 1000)
TIMBER_DECK = Layer("timber deck", 0.022, 0.13, 500, 1600)
CONCRETE_DECK = Layer("concrete deck", 0.200, 2.00, 2350, 880)
SLAB = Layer("concrete slab", 0.100, 2.00, 2350, 880)
SCREED = Layer("screed", 0.040, 1.20, 2000, 900)
CHIPBOARD = Layer("chipboard", 0.022, 0.13, 650, 1700)
BLOCK = Layer("lightweight block", 0.120, 0.25, 700, 900)
LINOLEUM = Layer("linoleum", 0.004, 0.17, 1200, 1400)
SOIL = Massless("half a metre of soil", 0.25)

# Insulation thickness by era: light wall, heavy wall, light roof, heavy roof, ground floor. [m]
_INSULATION = {
    "TEK69": (0.100, 0.050, 0.130, 0.080, 0.030),
    "TEK87": (0.150, 0.110, 0.200, 0.160, 0.090),
    "TEK97": (0.200, 0.150, 0.280, 0.230, 0.150),
    "TEK17": (0.220, 0.180, 0.300, 0.270, 0.200),
}

WINDOWS = {
    "TEK69": SimpleGlazing("double, coupled frame", 2.8, 0.58),
    "TEK87": SimpleGlazing("double, sealed", 2.4, 0.54),
    "TEK97": SimpleGlazing("double, low emissivity", 1.6, 0.46),
    "TEK17": SimpleGlazing("triple, low emissivity", 1.0, 0.42),
}
NEW_WINDOW = SimpleGlazing("triple, two coatings", 0.8, 0.38)
BEST_WINDOW = SimpleGlazing("quadruple, low emissivity", 0.6, 0.33)

_CLEAR = Pane("clear 4 mm", 0.004, 0.821, 0.075, 0.075)
_LOW_E = Pane("low emissivity 4 mm", 0.004, 0.600, 0.280, 0.220, 0.04, 0.84)
_LOW_E_OUT = Pane("low emissivity 4 mm, coat inwards", 0.004, 0.600, 0.220, 0.280, 0.84, 0.04)

DOUBLE_CLEAR = PaneGlazing("double clear", (_CLEAR, _CLEAR), 0.012, "Air", 2.725, 0.747)
DOUBLE_LOW_E = PaneGlazing("double low-e argon", (_CLEAR, _LOW_E), 0.016, "Argon", 1.417, 0.598)
TRIPLE_ONE_COAT = PaneGlazing(
    "triple one coat air", (_CLEAR, _CLEAR, _LOW_E), 0.014, "Air", 1.162, 0.528
)
TRIPLE_LOW_E = PaneGlazing(
    "triple low-e argon", (_LOW_E_OUT, _CLEAR, _LOW_E), 0.016, "Argon", 0.681, 0.435
)


def insulation(thickness: float, conductivity: float) -> Layer:
    """Mineral wool or foam with what holds it."""
    return Layer(f"insulation {thickness * 1000:.0f} mm", thickness, conductivity, 40, 1030)


def light_fabric(era: str) -> Fabric:
    """Timber frame, timber floors, boards inside."""
    wall, _, roof, _, ground = _INSULATION[era]
    return Fabric(
        wall=Construction("light wall", (CLADDING, insulation(wall, 0.045), GYPSUM)),
        roof=Construction("light roof", (ROOFING, TIMBER_DECK, insulation(roof, 0.042), GYPSUM)),
        ground_floor=_ground_floor(ground),
        storey_floor=Construction(
            "light floor", (LINOLEUM, CHIPBOARD, insulation(0.150, 0.050), GYPSUM)
        ),
        internal_wall=Construction("light inner wall", (GYPSUM, insulation(0.070, 0.045), GYPSUM)),
    )


def heavy_fabric(era: str) -> Fabric:
    """Brick outside, concrete walls and decks inside of the insulation."""
    _, wall, _, roof, ground = _INSULATION[era]
    return Fabric(
        wall=Construction("heavy wall", (BRICK, insulation(wall, 0.038), CONCRETE_WALL)),
        roof=Construction("heavy roof", (ROOFING, insulation(roof, 0.038), CONCRETE_DECK)),
        ground_floor=_ground_floor(ground),
        storey_floor=Construction("heavy floor", (SCREED, CONCRETE_DECK)),
        internal_wall=Construction("heavy inner wall", (RENDER, BLOCK, RENDER)),
    )


def with_insulation(construction: Construction, thickness: float) -> Construction:
    """The construction with more insulation right behind its outermost layer."""
    outer, *rest = construction.layers
    return Construction(
        f"{construction.name} + {thickness * 1000:.0f} mm",
        (outer, insulation(thickness, 0.037), *rest),
        construction.solar_absorptance,
        construction.emissivity,
    )


def _ground_floor(thickness: float) -> Construction:
    return Construction("ground floor", (SOIL, insulation(thickness, 0.038), SLAB, LINOLEUM))
