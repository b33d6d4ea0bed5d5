"""Everything a portfolio holds, as it is shown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from twin.model.arrays import FloatArray, frozen
from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.edit import Seen
from twin.model.label import Certificate
from twin.model.maintenance import WorkOrder
from twin.model.meter import Meter, MeterYear
from twin.model.need import Need
from twin.model.proposal import Proposal
from twin.model.records import Records
from twin.model.weather import StoredWeather

LEAST_COVERAGE = 0.9
FIELDS: dict[type, str] = {
    Building: "buildings",
    Assessment: "assessments",
    WorkOrder: "work_orders",
    Need: "needs",
    Meter: "meters",
}
"""Kinds of records that have a field of their own in `PortfolioData`."""
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class PortfolioData:
    """A portfolio as read from its database.

    delivered_per_m2 : metered delivered energy of the last full year per building, NaN where
        unknown, shape (n,). [kWh/(m2 year)]
    delivered_year : that year per building, 0 where unknown.
    weather : imported years, in the order in which they came.
    certificates : energy certificates, in the order in which they were stored.
    registers : records of the kinds that have no field of their own, see `of_kind`.
    price_year : whose price level costs are shown at, 0 for the newest that is known.
    seen : how far in the log of changes it was read.
    """

    folder: Path
    name: str
    buildings: tuple[Building, ...]
    assessments: Sequence[Assessment]
    work_orders: Sequence[WorkOrder]
    needs: Sequence[Need]
    meters: Sequence[Meter]
    proposals: tuple[Proposal, ...]
    delivered_per_m2: FloatArray
    delivered_year: tuple[int, ...]
    is_read_only: bool = False
    weather: tuple[StoredWeather, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    registers: Mapping[type, Sequence[object]] = field(default_factory=dict)
    price_year: int = 0
    seen: Seen = field(default_factory=Seen)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each building by ``building_id``."""
        return {b.building_id: i for i, b in enumerate(self.buildings)}

    def building(self, building_id: str) -> Building | None:
        """The building, None if there is none."""
        row = self.row_of.get(building_id)
        return None if row is None else self.buildings[row]

    def certificate_of(self, building_id: str) -> Certificate | None:
        """The energy certificate that was issued last, None if there is none."""
        return self.newest_certificates.get(building_id)

    @cached_property
    def newest_certificates(self) -> dict[str, Certificate]:
        """The energy certificate that was issued last, by ``building_id``."""
        from twin.analysis.certificates import newest

        return newest(self.certificates)

    def proposal(self, proposal_id: str) -> Proposal | None:
        """The proposal, None if there is none."""
        return next((p for p in self.proposals if p.proposal_id == proposal_id), None)

    def of_kind(self, kind: type[T], building_id: str = "") -> Sequence[T]:
        """All records of a kind, or those of one building."""
        found: Any = (
            getattr(self, FIELDS[kind]) if kind in FIELDS else self.registers.get(kind, ())
        )
        return of_building(found, building_id) if building_id else found

    def assessments_of(self, building_id: str) -> tuple[Assessment, ...]:
        """Assessments of one building, in the order in which they were stored."""
        return of_building(self.assessments, building_id)

    def work_orders_of(self, building_id: str) -> tuple[WorkOrder, ...]:
        """Work orders of one building by date of opening."""
        return of_building(self.work_orders, building_id)

    def needs_of(self, building_id: str) -> tuple[Need, ...]:
        """Needs of one building, the gravest first."""
        return tuple(n for n in self.needs if n.building_id == building_id)

    def meters_of(self, building_id: str) -> tuple[Meter, ...]:
        """Meters of one building."""
        return tuple(m for m in self.meters if m.building_id == building_id)


def of_building(records: Sequence[T], building_id: str) -> tuple[T, ...]:
    """Records of one building, in their order."""
    if isinstance(records, Records):
        return records.where("building_id", building_id)
    return tuple(r for r in records if getattr(r, "building_id", "") == building_id)


def of_other_buildings(
    portfolio: PortfolioData, buildings: Sequence[Building]
) -> tuple[FloatArray, tuple[int, ...]]:
    """`delivered_per_m2` of a portfolio for other buildings, and its years.

    Buildings that are new have no metered year yet; those whose heated area is another one have
    the same energy on the other area.
    """
    values, years = np.full(len(buildings), np.nan), [0] * len(buildings)
    for row, building in enumerate(buildings):
        before = portfolio.row_of.get(building.building_id)
        if before is not None:
            area = portfolio.buildings[before].heated_floor_area
            ratio = area / building.heated_floor_area if building.heated_floor_area > 0 else np.nan
            values[row] = portfolio.delivered_per_m2[before] * ratio
            years[row] = portfolio.delivered_year[before]
    return frozen(values, np.float64, (len(buildings),)), tuple(years)


def delivered_per_m2(
    buildings: Sequence[Building], meters: Sequence[Meter], years: Sequence[MeterYear]
) -> tuple[FloatArray, tuple[int, ...]]:
    """Metered delivered energy of the last full year of each building.

    The last full year is the newest calendar year that readings of the building span from its
    first to its last hour. Missing hours count as the mean of that meter's other hours; with a
    coverage below 90 % in any meter of the building the value is unknown.

    Returns
    -------
    FloatArray, shape (n,)
        NaN where unknown. [kWh/(m2 year)]
    tuple of int
        The year, 0 where there is none.
    """
    of_meter: dict[str, dict[int, MeterYear]] = defaultdict(dict)
    for year in years:
        of_meter[year.meter_id][year.year] = year
    meters_of: dict[str, list[str]] = defaultdict(list)
    for meter in meters:
        meters_of[meter.building_id].append(meter.meter_id)
    values, last_years = np.full(len(buildings), np.nan), []
    for row, building in enumerate(buildings):
        of_building = [of_meter[m] for m in meters_of[building.building_id]]
        last = max((y.year for of in of_building for y in of.values() if y.is_full), default=0)
        last_years.append(last)
        if last and building.heated_floor_area > 0:
            values[row] = _energy(of_building, last) / building.heated_floor_area
    return frozen(values, np.float64, (len(buildings),)), tuple(last_years)


def _energy(of_building: Sequence[dict[int, MeterYear]], year: int) -> float:
    """Sum of all meters with gaps filled, NaN where one covers too little. [kWh]"""
    total = 0.0
    for of_meter in of_building:
        found = of_meter.get(year)
        if found is None or found.coverage < LEAST_COVERAGE:
            return np.nan
        total += found.energy / found.coverage
    return total
