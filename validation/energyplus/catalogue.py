"""The buildings of the comparison, and what is done to each of them.

Twenty-seven invented but ordinary Norwegian municipal buildings in four eras; each as it is, with
five single measures and with all five together.
"""

from dataclasses import replace

from validation.energyplus.cases import (
    Box,
    Case,
    Fabric,
    Glazing,
    Operation,
    PaneGlazing,
    Screen,
    Ventilation,
    Windows,
)
from validation.energyplus.fabric import (
    BEST_WINDOW,
    DOUBLE_CLEAR,
    DOUBLE_LOW_E,
    NEW_WINDOW,
    TRIPLE_LOW_E,
    TRIPLE_ONE_COAT,
    WINDOWS,
    heavy_fabric,
    light_fabric,
    with_insulation,
)

MEASURES = ("wall", "roof", "windows", "air", "setpoint", "package")
BASE = "base"

_INFILTRATION = {"TEK69": 0.40, "TEK87": 0.20, "TEK97": 0.15, "TEK17": 0.10}  # [1/h]
_RECOVERY = {"TEK69": 0.4, "TEK87": 0.5, "TEK97": 0.6, "TEK17": 0.78}
_ADDED_TO_WALL = 0.150  # [m]
_ADDED_TO_ROOF = 0.200  # [m]
_BEST_RECOVERY = 0.87
_DENSE = Screen("dense", 0.05, 0.50)
_TEXTILE = Screen("textile", 0.20, 0.50)
_HOLIDAYS = (1, 9, 26, 27, 28, 29, 30, 31, 32, 41, 52, 53)

# Gains in use as in NS 3031:2014, annex A; hours and set-points are ordinary practice.
_SCHOOL = Operation(8, 17, 5, 28.0, 1.0, 21.0, 19.0, closed_weeks=_HOLIDAYS)
_KINDERGARTEN = Operation(7, 17, 5, 16.0, 1.0, 22.0, 19.0, closed_weeks=(28, 29, 30))
_OFFICE = Operation(7, 19, 5, 23.0, 1.5, 21.0, 19.0)
_SPORTS = Operation(9, 22, 6, 19.0, 1.0, 19.0, 17.0, preheating=1, closed_weeks=(27, 28, 29, 30))
_NURSING = Operation(6, 23, 7, 15.0, 4.0, 22.0, 21.0, preheating=1)
_CULTURE = Operation(10, 22, 6, 12.0, 1.0, 20.0, 16.0, preheating=3)


def all_cases() -> tuple[Case, ...]:
    """The buildings as they are."""
    return (*_schools(), *_kindergartens(), *_sports_halls(), *_offices(), *_others())


def variants(case: Case) -> dict[str, Case]:
    """The building as it is (``base``), with each measure, and with all (``package``).

    wall, roof : insulation added on the outside.  windows : better glass and frame.
    air : heat recovery of 0.87 where there is a unit, else half the infiltration.
    setpoint : one degree less in use; three degrees less otherwise, not below 15.
    """
    single = {
        "wall": replace(case, fabric=_insulated_wall(case)),
        "roof": replace(case, fabric=_insulated_roof(case)),
        "windows": replace(case, windows=_better_windows(case)),
        "air": _better_air(case),
        "setpoint": replace(case, operation=_lower_setpoints(case.operation)),
    }
    fabric = replace(_insulated_wall(case), roof=single["roof"].fabric.roof)
    package = replace(
        single["air"],
        fabric=fabric,
        windows=single["windows"].windows,
        operation=single["setpoint"].operation,
    )
    return {BASE: case, **single, "package": package}


def _schools() -> tuple[Case, ...]:
    long_block = Box(60.0, 16.0, 3, 3.4)
    pavilion = Box(48.0, 18.0, 1, 3.2)
    cooled = replace(_SCHOOL, cooling_in_use=24.0)
    return (
        _case("school-3-tek69-heavy", long_block, _SCHOOL, (0.40, 0.10, 0.30, 0.10), air=10),
        _case("school-3-tek17-light-cooled", long_block, cooled, (0.35, 0.10, 0.30, 0.10), air=10),
        _case("school-3-tek97-heavy-cooled", long_block, cooled, (0.40, 0.10, 0.40, 0.10), air=10),
        _case("school-2-tek87-heavy", replace(long_block, storeys=2, rotation=45.0), _SCHOOL,
              (0.35, 0.15, 0.35, 0.15), air=8),
        _case("school-1-tek69-light-natural", pavilion, _SCHOOL, (0.35, 0.05, 0.20, 0.05), air=3),
        _case("school-2-tek87-light-south", Box(50.0, 12.0, 2, 3.3), cooled,
              (0.50, 0.0, 0.10, 0.0, 0.8), air=8),
        _case("school-2-tek87-light-north", Box(50.0, 12.0, 2, 3.3, rotation=180.0), cooled,
              (0.50, 0.0, 0.10, 0.0), air=8),
        _case("school-3-tek17-heavy-east-west", replace(long_block, rotation=90.0), cooled,
              (0.35, 0.05, 0.35, 0.05), air=9, glazing=TRIPLE_ONE_COAT),
        _screened(
            _case("school-3-tek97-heavy-screens", long_block, cooled, (0.40, 0.10, 0.40, 0.10),
                  air=10, glazing=DOUBLE_LOW_E),
            _TEXTILE,
        ),
    )  # fmt: skip


def _kindergartens() -> tuple[Case, ...]:
    house = Box(30.0, 14.0, 1, 3.0)
    return (
        _case("kindergarten-1-tek87-light", house, _KINDERGARTEN, (0.25, 0.15, 0.15, 0.15), air=8),
        _case("kindergarten-2-tek17-light", Box(28.0, 16.0, 2, 3.2), _KINDERGARTEN,
              (0.30, 0.20, 0.20, 0.20), air=8),
        _case("kindergarten-1-tek69-light-natural", house, _KINDERGARTEN,
              (0.25, 0.10, 0.15, 0.10), air=2.5),
        _case("kindergarten-1-tek97-heavy", replace(house, rotation=30.0), _KINDERGARTEN,
              (0.30, 0.10, 0.20, 0.10), air=8),
    )  # fmt: skip


def _sports_halls() -> tuple[Case, ...]:
    hall = Box(42.0, 24.0, 1, 8.0, internal_walls=0.1)
    return (
        _case("sports-1-tek69-light", hall, _SPORTS, (0.10, 0.10, 0.10, 0.10), air=6),
        _case("sports-1-tek97-heavy", hall, _SPORTS, (0.10, 0.0, 0.20, 0.0), air=8),
        _case("sports-1-tek17-light", replace(hall, rotation=90.0), _SPORTS,
              (0.15, 0.10, 0.15, 0.10), air=8),
    )  # fmt: skip


def _offices() -> tuple[Case, ...]:
    block = Box(40.0, 14.0, 4, 3.3)
    cooled = replace(_OFFICE, cooling_in_use=22.0)
    always = replace(cooled, cooling_in_use=23.0, cooling_not_in_use=26.0)
    return (
        _case("office-4-tek69-heavy", block, _OFFICE, (0.40, 0.10, 0.40, 0.10), air=7),
        _case("office-4-tek87-heavy-south", block, cooled, (0.50, 0.10, 0.25, 0.10), air=7),
        _case("office-4-tek87-heavy-north", replace(block, rotation=180.0), cooled,
              (0.50, 0.10, 0.25, 0.10), air=7),
        _case("office-3-tek97-light", replace(block, storeys=3), always,
              (0.40, 0.20, 0.40, 0.20), air=7, glazing=DOUBLE_LOW_E),
        _case("office-4-tek17-heavy", block, always, (0.45, 0.20, 0.35, 0.20, 0.6), air=7),
        _screened(
            _case("office-4-tek17-heavy-screens", block, always, (0.45, 0.20, 0.35, 0.20), air=7,
                  glazing=TRIPLE_ONE_COAT),
            _DENSE,
        ),
        _screened(
            _case("office-3-tek87-light-screens", replace(block, storeys=3, rotation=90.0),
                  cooled, (0.45, 0.10, 0.45, 0.10), air=7),
            _DENSE,
        ),
    )  # fmt: skip


def _others() -> tuple[Case, ...]:
    home = Box(54.0, 15.0, 3, 3.0)
    cooled = replace(_NURSING, cooling_in_use=24.0, cooling_not_in_use=24.0)
    return (
        _case("nursing-3-tek69-heavy-natural", home, _NURSING, (0.30, 0.15, 0.30, 0.15), air=4,
              glazing=DOUBLE_CLEAR),
        _case("nursing-2-tek87-light", replace(home, storeys=2, rotation=300.0), _NURSING,
              (0.25, 0.15, 0.25, 0.15), air=7),
        _case("nursing-3-tek17-heavy", home, cooled, (0.30, 0.15, 0.30, 0.15), air=8),
        _case("culture-2-tek97-heavy", Box(36.0, 30.0, 2, 4.5, internal_walls=0.3), _CULTURE,
              (0.20, 0.20, 0.20, 0.20), air=8),
    )  # fmt: skip


def _case(
    name: str,
    box: Box,
    operation: Operation,
    shares: tuple[float, ...],
    *,
    air: float,
    glazing: Glazing | None = None,
) -> Case:
    """A case whose era and mass are in its name; ``natural`` has no air handling unit.

    shares : of windows, as in `Windows`, and the depth of an overhang if there is one.
    """
    era = next(part.upper() for part in name.split("-") if part.startswith("tek"))
    is_heavy = "heavy" in name
    category = name.split("-")[0]
    return Case(
        name=name,
        category=category,
        era=era,
        is_heavy=is_heavy,
        box=box,
        fabric=heavy_fabric(era) if is_heavy else light_fabric(era),
        windows=Windows(glazing or WINDOWS[era], *shares),
        infiltration=_INFILTRATION[era],
        ventilation=_ventilation(era, category, air, natural="natural" in name),
        operation=operation,
    )


def _screened(case: Case, screen: Screen) -> Case:
    return replace(case, windows=replace(case.windows, screen=screen))


def _ventilation(era: str, category: str, air: float, *, natural: bool) -> Ventilation:
    """Kindergartens have small units without a coil."""
    if natural:
        return Ventilation(air, min(air, 1.0))
    has_coil = category != "kindergarten"
    return Ventilation(air, 2.0, _RECOVERY[era], supply_temperature=18.0, has_coil=has_coil)


def _insulated_wall(case: Case) -> Fabric:
    return replace(case.fabric, wall=with_insulation(case.fabric.wall, _ADDED_TO_WALL))


def _insulated_roof(case: Case) -> Fabric:
    return replace(case.fabric, roof=with_insulation(case.fabric.roof, _ADDED_TO_ROOF))


def _better_windows(case: Case) -> Windows:
    if isinstance(case.windows.glazing, PaneGlazing):
        return replace(case.windows, glazing=TRIPLE_LOW_E)
    better = BEST_WINDOW if case.era == "TEK17" else NEW_WINDOW
    return replace(case.windows, glazing=better)


def _better_air(case: Case) -> Case:
    if case.ventilation.has_unit:
        return replace(case, ventilation=replace(case.ventilation, recovery=_BEST_RECOVERY))
    return replace(case, infiltration=case.infiltration / 2)


def _lower_setpoints(use: Operation) -> Operation:
    lower = max(use.heating_not_in_use - 3.0, 15.0)
    return replace(use, heating_in_use=use.heating_in_use - 1.0, heating_not_in_use=lower)
