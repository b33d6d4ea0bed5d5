"""Layers and thermal values of the building parts, by building period.

The values lie inside the ranges of Norwegian building regulations and practice of each period
(byggeforskrift 1949, 1969, 1987, 1997, TEK07, TEK10, TEK17); each sample building is one
plausible building of its time, not the average.
"""

from dataclasses import dataclass

Layers = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Thermal values of a building period.

    until : last construction year of the period.
    u_* : thermal transmittance. [W/(m2 K)]
    g_value : solar energy transmittance of the glazing.
    wall_thickness : of outer walls. [m]
    panes : layers of glass.
    n50 : air change at 50 Pa. [1/h]
    """

    until: int
    u_wall: float
    u_roof: float
    u_floor: float
    u_window: float
    u_door: float
    g_value: float
    wall_thickness: float
    panes: int
    n50: float


PERIODS: tuple[Period, ...] = (
    Period(1935, 0.95, 0.60, 0.60, 2.6, 2.5, 0.76, 0.50, 2, 6.0),
    Period(1948, 0.90, 0.55, 0.60, 2.6, 2.5, 0.76, 0.45, 2, 6.0),
    Period(1968, 0.80, 0.50, 0.50, 2.8, 2.5, 0.76, 0.36, 2, 5.5),
    Period(1984, 0.45, 0.33, 0.38, 2.8, 2.2, 0.76, 0.32, 2, 4.5),
    Period(1996, 0.32, 0.23, 0.30, 2.4, 2.1, 0.74, 0.34, 2, 3.0),
    Period(2006, 0.24, 0.16, 0.20, 1.6, 1.6, 0.63, 0.36, 2, 2.5),
    Period(2009, 0.18, 0.13, 0.15, 1.3, 1.3, 0.55, 0.40, 3, 1.4),
    Period(2015, 0.17, 0.12, 0.12, 1.1, 1.3, 0.52, 0.42, 3, 1.0),
    Period(9999, 0.15, 0.10, 0.10, 0.8, 0.9, 0.50, 0.44, 3, 0.6),
)
RENEWED = Period(9999, 0.18, 0.13, 0.15, 0.9, 1.0, 0.50, 0.40, 3, 1.4)
"""Windows put in later."""


def period(year: int) -> Period:
    """Period of a construction year."""
    return next(p for p in PERIODS if year <= p.until)


_CLADDING: dict[str, Layers] = {
    "brick": (("Teglforblending", 0.108), ("Luftspalte", 0.03)),
    "timber": (("Trekledning", 0.022), ("Utlektet luftspalte", 0.023), ("Vindsperre", 0.009)),
    "metal": (("Stålplatekledning", 0.020), ("Utlektet luftspalte", 0.025)),
    "panel": (("Fasadeplate", 0.008), ("Utlektet luftspalte", 0.030), ("Vindsperre", 0.009)),
    "concrete": (("Betong forblending", 0.070),),
    "render": (("Fasadepuss", 0.015),),
}
_BACKING: dict[str, Layers] = {
    "brick": (("Betong bakvegg", 0.120), ("Innvendig puss", 0.010)),
    "timber": (("Dampsperre", 0.001), ("Gipsplate", 0.013)),
    "metal": (("Dampsperre", 0.001), ("Gipsplate", 0.026)),
    "panel": (("Dampsperre", 0.001), ("Gipsplate", 0.026)),
    "concrete": (("Betong bakvegg", 0.120),),
    "render": (("Lettklinkerblokk", 0.150), ("Innvendig puss", 0.010)),
}


def outer_wall_layers(finish: str, year: int) -> Layers:
    """Layers from outside to inside; `finish` is a surface key such as ``brick red``."""
    kind = finish.partition(" ")[0]
    thickness = period(year).wall_thickness
    if year < 1949 and kind in ("brick", "render"):
        outside: Layers = (("Fasadepuss", 0.020),) if kind == "render" else ()
        return _filled(outside, "Massiv teglmur", (("Kalkpuss", 0.015),), thickness)
    return _filled(_CLADDING[kind], "Mineralull", _BACKING[kind], thickness)


def inner_wall_layers(thickness: float) -> Layers:
    """Layers of an inner wall."""
    if thickness > 0.15:
        return (("Puss", 0.010), ("Betong", round(thickness - 0.02, 3)), ("Puss", 0.010))
    return (
        ("Gipsplate", 0.013),
        ("Stålstender med mineralull", round(thickness - 0.026, 3)),
        ("Gipsplate", 0.013),
    )


def roof_layers(year: int, *, is_flat: bool, roofing: str) -> Layers:
    """Layers from outside to inside."""
    if is_flat:
        return _filled((("Takbelegg", 0.008),), "Isolasjon", (("Betongdekke", 0.200),), 0.5)
    name = {"copper": "Kobbertekking", "slate": "Skifer", "metal roof": "Ståltak"}.get(
        roofing, "Taktekking"
    )
    insulation = 0.15 if year < 1985 else 0.25
    return ((name, 0.03), ("Lekter og undertak", 0.05), ("Mineralull", insulation))


FLOOR_LAYERS: Layers = (("Gulvbelegg", 0.003), ("Avretting", 0.027), ("Betongdekke", 0.270))
GROUND_LAYERS: Layers = (("Gulvbelegg", 0.003), ("Betong", 0.097), ("Isolasjon under gulv", 0.2))


def _filled(outside: Layers, core: str, inside: Layers, thickness: float) -> Layers:
    rest = thickness - sum(t for _, t in (*outside, *inside))
    return (*outside, (core, round(rest, 4)), *inside)
