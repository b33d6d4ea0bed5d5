"""The buildings of the open portfolio as measures meet them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import Cancelled, TwinError
from twin.model.building import Building, BuildingModel
from twin.model.condition import Assessment
from twin.model.importing import Progress, Silent
from twin.model.known import KnownValue
from twin.model.mesh import empty_mesh
from twin.model.need import Need
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep import upkeep

if TYPE_CHECKING:
    from twin.analysis.opportunities.sites import Site, Worn
    from twin.model.thermal import ThermalZone
    from twin.store.database import Database

Known = Mapping[str, tuple[KnownValue, ...]]
_NOBODY: Known = {}


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """Buildings that can be calculated, and why others cannot.

    reasons : how many buildings, by the reason that is told.
    """

    sites: tuple["Site", ...]
    reasons: Mapping[str, int] = field(default_factory=dict[str, int])


def known_of_all(database: "Database", buildings: Sequence[Building]) -> Known:
    """What is known of each building; for the thread that touches the database."""
    from twin.store.known_values import load_known_values

    found = {b.building_id: load_known_values(database, b.building_id) for b in buildings}
    return {key: values for key, values in found.items() if values}


def sites_of(
    portfolio: PortfolioData, known: Known = _NOBODY, progress: Progress | None = None
) -> Sites:
    """All buildings that have a floor area and a category the program knows.

    One with a model has the envelope of that; where the model cannot be read, the building is
    taken by kind, age and size like those without.

    Raises
    ------
    Cancelled
        If `progress` was told to stop.
    """
    from twin.analysis.opportunities.sites import Site

    worn, needs, carriers = _worn(portfolio), _needs(portfolio), _carriers(portfolio)
    assessments: dict[str, list[Assessment]] = defaultdict(list)
    for one in portfolio.assessments:
        assessments[one.building_id].append(one)
    found: list[Site] = []
    reasons: Counter[str] = Counter()
    for row, building in enumerate(portfolio.buildings):
        key = building.building_id
        if progress is not None:
            progress.report(row / len(portfolio.buildings), "Looking at the buildings")
        try:
            own = known.get(key, ())
            model = model_of(portfolio.folder, building, own)
            zone = zone_of(building, model, carriers.get(key, ()), own)
        except Cancelled:
            raise
        except TwinError as error:
            reasons[error.message] += 1
            continue
        own_assessments = tuple(assessments.get(key, ()))
        found.append(
            Site(building, zone, model, own_assessments, worn.get(key, ()), needs.get(key, ()))
        )
    return Sites(tuple(found), dict(reasons))


def zone_of(
    building: Building,
    model: BuildingModel | None,
    carriers: Sequence[str] = (),
    known: tuple[KnownValue, ...] = (),
) -> "ThermalZone":
    """A building as it is today in standard operation; raises as `zones.zone_from_model`."""
    from twin.analysis.archetypes import storey_height
    from twin.analysis.known_values import known_building, with_known
    from twin.analysis.uses import dividing_area, uses_of
    from twin.analysis.zones import zone_from_model
    from twin.workspace.defaults import defaults

    own = known_building(building, known)
    zone = zone_from_model(own, model.envelope if model else None, defaults(), carriers, known)
    zone = with_known(zone, known, defaults())
    if model is None:
        return zone
    height = storey_height(own, defaults())
    return replace(
        zone,
        uses=uses_of(model.spaces, own.category),
        dividing=dividing_area(model.spaces, own.category, model.storeys, height),
    )


def model_of(
    folder: Path, building: Building, known: tuple[KnownValue, ...]
) -> BuildingModel | None:
    """Model of a building without its triangles; None without one, or where it is unreadable."""
    from twin.workspace.enter_building import read_building
    from twin.workspace.known_model import with_known_values

    if not building.model_sha256:
        return None
    try:
        model = read_building(folder, building, Silent())
    except Cancelled:
        raise
    except TwinError:
        return None
    return with_known_values(replace(model, mesh=empty_mesh()), known) if model else None


def _worn(portfolio: PortfolioData) -> dict[str, tuple["Worn", ...]]:
    """Graded things of each building, each part with the same weight, and their backlog."""
    from twin.analysis.opportunities.sites import Worn

    known = upkeep(portfolio).backlog
    things, grades = known.things.things, known.things.grade.tolist()
    costs = known.cost[:, 1].copy()
    costs[~known.maintenance] = 0.0
    alike = Counter(
        (t.building_id, t.part_code[:2]) for t, g in zip(things, grades, strict=True) if g >= 0
    )
    found: dict[str, list[Worn]] = defaultdict(list)
    for thing, grade, cost in zip(things, grades, costs.tolist(), strict=True):
        weight = 1 / max(alike[thing.building_id, thing.part_code[:2]], 1)
        found[thing.building_id].append(
            Worn(thing.part_code, grade, weight, cost, thing.global_id, bool(thing.space_id))
        )
    return {key: tuple(some) for key, some in found.items()}


def _needs(portfolio: PortfolioData) -> dict[str, tuple[Need, ...]]:
    found: dict[str, list[Need]] = defaultdict(list)
    for need in portfolio.needs:
        found[need.building_id].append(need)
    return {key: tuple(some) for key, some in found.items()}


def _carriers(portfolio: PortfolioData) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for meter in portfolio.meters:
        found[meter.building_id].add(meter.carrier.value)
    return {key: tuple(sorted(some)) for key, some in found.items()}
