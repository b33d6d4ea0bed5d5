"""Speed of sketching in the what-if of the sample school: drawing, quick estimate, full result."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import twin  # noqa: E402, F401  # before NumPy: it sets how many threads sums may have

# isort: split
import numpy as np  # noqa: E402

from twin.analysis.sketching.fields import field_place, figures  # noqa: E402
from twin.analysis.sketching.site import site_of  # noqa: E402
from twin.analysis.sketching.storeys import massed_of, parts_of  # noqa: E402
from twin.model.choice import Choice  # noqa: E402
from twin.model.scenario import Scenario  # noqa: E402
from twin.model.sketch import DrawnField, Massing, Sketch  # noqa: E402
from twin.workspace.catalogue import by_key, massings  # noqa: E402
from twin.workspace.defaults import defaults, normal_year  # noqa: E402
from twin.workspace.drawn_places import place_of, surfaces_of  # noqa: E402
from twin.workspace.enter_building import read_building  # noqa: E402
from twin.workspace.estimate import estimate_of  # noqa: E402
from twin.workspace.history import begin  # noqa: E402
from twin.workspace.known_values import known_of  # noqa: E402
from twin.workspace.open_portfolio import read_portfolio  # noqa: E402
from twin.workspace.run_scenario import evaluated  # noqa: E402
from twin.workspace.shade import shading_of  # noqa: E402
from twin.workspace.state import State  # noqa: E402

QUICK, FULL = 0.1, 2.0  # aims. [s]
TIMES = 7
Record = dict[str, object]


def records() -> Iterator[Record]:
    """Every step between the mouse and the full result."""
    with tempfile.TemporaryDirectory() as folder:
        state = school(Path(folder))
        yield from drawing(state)
        for name, sketched in scenarios(state).items():
            estimate_of(sketched)  # compiled, and shade kept
            evaluated(sketched)
            yield record(f"{name}: quick estimate", best(lambda s=sketched: estimate_of(s)), QUICK)
            yield record("  full result with P10 to P90", best(lambda s=sketched: evaluated(s), 3),
                         FULL)  # fmt: skip


def drawing(state: State) -> Iterator[Record]:
    """While the mouse moves: the surface, the modules that fit, their shade, storeys."""
    model, drawn = state.model, field(state)
    assert model is not None
    assert state.building is not None
    first = timed(lambda: surfaces_of(model))
    surface = surfaces_of(model).of(drawn)
    yield record("Surfaces of the model, once", first, 1.0)
    yield record("  one that is pointed at", best(lambda: surfaces_of(model).of(drawn)), QUICK)
    place = field_place(surface, drawn, "drawn")
    panels = len(place.modules) if place is not None else 0
    figures(surface, drawn, place, normal_year())

    def laid() -> object:
        return figures(surface, drawn, field_place(surface, drawn, "drawn"), normal_year())

    yield record(f"Field of {panels} panels laid out, with its yield", best(laid), QUICK)
    year = normal_year()
    yield record("  its shade, in the background", timed(lambda: place_of(drawn, state, year)),
                 FULL)  # fmt: skip
    site, parts = site_of(model), parts_of(state.building, defaults())
    yield record("Storeys beside the building",
                 best(lambda: massed_of(extension(state), site, model, parts)), QUICK)  # fmt: skip


def scenarios(state: State) -> dict[str, State]:
    """What-ifs with something painted, drawn and built."""
    walls = by_key()["wall_external_insulation"].measure
    panels = by_key()["pv_roof"].measure
    built = next(one.measure for one in massings() if one.key == "extension")
    assert state.building is not None
    assert state.model is not None
    key = state.building.building_id
    painted = tuple(e.global_id for e in state.model.elements if e.ifc_class.startswith("IfcWall"))
    choices = {
        "Walls painted": Choice("a", key, walls, elements=painted[: len(painted) // 2]),
        "Panels drawn": Choice("b", key, panels, sketch=Sketch((field(state),))),
        "Extension drawn": Choice("c", key, built, sketch=Sketch(massings=(extension(state),))),
    }
    known = known_of(state.portfolio.folder, key) if state.portfolio else ()
    return {
        name: replace(state, history=begin(Scenario(key, choices=(choice,)), known=known))
        for name, choice in choices.items()
    }


def school(folder: Path) -> State:
    """The sample school, entered, with its shade."""
    from twin.sample.portfolio import write_sample

    write_sample(folder / "sample.twin", buildings=2)
    portfolio = read_portfolio(folder / "sample.twin")
    building = next(b for b in portfolio.buildings if b.model_sha256)
    model = read_building(portfolio.folder, building)
    known = known_of(portfolio.folder, building.building_id)
    state = State(
        portfolio=portfolio, building=building, model=model, mode="what-if",
        history=begin(Scenario(building.building_id), known=known),
    )  # fmt: skip
    return replace(state, shading=shading_of(state))


def field(state: State) -> DrawnField:
    """Most of the roof of the sample school."""
    assert state.model is not None
    site = site_of(state.model)
    level = float(np.median(site.heights))
    roof = next(f for f in sorted(site.faces, key=lambda f: -f.area))
    x, y = roof.centroid.coords[0]
    element = _under(state, x, y, level)
    corners = ((x - 12, y - 8, level), (x + 12, y - 8, level), (x + 12, y + 8, level),
               (x - 12, y + 8, level))  # fmt: skip
    return DrawnField(corners, element=element)


def _under(state: State, x: float, y: float, level: float) -> str:
    """GlobalId of the flat part that lies there."""
    assert state.model is not None
    mesh = state.model.mesh
    corners = mesh.vertices[mesh.faces].astype(float) + mesh.origin
    flat = np.abs(corners[..., 2] - level).max(axis=1) < 0.05
    away = np.hypot(*(corners[:, :, :2].mean(axis=1) - (x, y)).T)
    row = int(mesh.face_element[np.argmin(np.where(flat, away, np.inf))])
    return state.model.elements[row].global_id


def extension(state: State) -> Massing:
    """Two storeys at the east wall."""
    assert state.model is not None
    site = site_of(state.model)
    _, y0, x1, _ = site.footprint.bounds
    return Massing(
        ((x1, y0 + 5), (x1 + 14, y0 + 5), (x1 + 14, y0 + 25), (x1, y0 + 25)), 2, 3.6, site.ground
    )


def timed(run: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def best(run: Callable[[], object], times: int = TIMES) -> float:
    """Median seconds of several runs."""
    return statistics.median(timed(run) for _ in range(times))


def record(name: str, seconds: float, aim: float) -> Record:
    """One figure beside its aim."""
    return {
        "name": name, "value": round(seconds * 1e3, 1), "unit": "ms", "peer": round(aim * 1e3),
        "ratio": seconds / aim,
    }  # fmt: skip


if __name__ == "__main__":
    for row in records():
        print(row)
