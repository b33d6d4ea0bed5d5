"""Yearly sums and peaks of many buildings, each with its plant, fast enough for a portfolio.

The same rules as `delivered.delivered_energy`, which keeps every hour; a test compares them.
Buildings whose plants are of the same make (kinds of generators and circuits) run side by side;
their numbers (power, coefficient of performance, losses, areas) may all differ.
"""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.systems.alike import UNLIMITED, BuildingSystems, hours_of, make_of, numbers_of
from twin.analysis.systems.needs import ZoneNeeds
from twin.analysis.systems.plant import check_plant
from twin.errors import MissingInput
from twin.model.arrays import FloatArray, IntArray
from twin.model.meter import EnergyCarrier
from twin.model.thermal import HOURS_OF_YEAR

ELECTRICITY = EnergyCarrier.ELECTRICITY.value
NEEDS = ("room", "coil", "cooling")


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """A year of n buildings.

    carriers : of axis C.  monthly : bought, shape (12, C, n). [kWh]
    monthly_peaks : highest hour, shape (12, C, n). [kW]
    climate_dependent : for rooms, supply air and their pumps, (C, n). [kWh/year]
    own_use, exported : solar electricity. [kWh/year] (n,)
    unmet : heat beyond the plants. [kWh/year] (n,)
    """

    carriers: tuple[str, ...]
    monthly: FloatArray
    monthly_peaks: FloatArray
    climate_dependent: FloatArray
    own_use: FloatArray
    exported: FloatArray
    unmet: FloatArray

    @property
    def yearly(self) -> FloatArray:
        """Bought energy, shape (C, n). [kWh/year]"""
        return self.monthly.sum(axis=0)

    @property
    def peaks(self) -> FloatArray:
        """Highest hour, shape (C, n). [kW]"""
        return self.monthly_peaks.max(axis=0)

    def of(self, row: int) -> dict[str, float]:
        """Bought energy of one building per carrier it uses. [kWh/year]"""
        yearly = self.yearly[:, row]
        return {c: float(e) for c, e in zip(self.carriers, yearly, strict=True) if e}


def yearly_totals(
    buildings: Sequence[BuildingSystems], needs: ZoneNeeds, outside: FloatArray
) -> Totals:
    """Sums and peaks of many buildings.

    Parameters
    ----------
    buildings : one per column of `needs`.
    needs : arrays of shape (8760, n), none below nought: that is not looked at here. [W]
    outside : shape (8760,). [degree C]

    Raises
    ------
    MissingInput
        If the weather or a need is not a number in some hour.
    InputOutOfRange
        As `plant.check_plant`.
    """
    highest = _highest(needs, outside)
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for row, building in enumerate(buildings):
        groups[make_of(building)].append(row)
    carriers = tuple(str(c.value) for c in EnergyCarrier)
    n = len(buildings)
    by_month = (12, len(carriers), n)
    found = Totals(
        carriers,
        monthly=np.zeros(by_month),
        monthly_peaks=np.zeros(by_month),
        climate_dependent=np.zeros(by_month[1:]),
        own_use=np.zeros(n),
        exported=np.zeros(n),
        unmet=np.zeros(n),
    )
    for rows in groups.values():
        _run(
            found,
            [buildings[row] for row in rows],
            np.array(rows, np.int32),
            (needs, highest),
            outside,
        )
    return found


def _run(
    found: Totals,
    buildings: Sequence[BuildingSystems],
    rows: IntArray,
    needs: tuple[ZoneNeeds, dict[str, FloatArray]],
    outside: FloatArray,
) -> None:
    """One group; writes its columns of `found`. needs : with the highest hour of each."""
    from twin.analysis.systems.totals_kernel import run  # compiled; only when many are asked for

    plants = {id(b.plant): b.plant for b in buildings}
    for plant in plants.values():
        check_plant(plant)
    own = [ELECTRICITY, *(g.carrier for g in buildings[0].plant.generators)]
    carriers = tuple(dict.fromkeys([*own, buildings[0].plant.local.carrier]))
    columns = {name: getattr(needs[0], name) for name in NEEDS} | {"rows": rows}
    numbers = numbers_of(buildings, needs[1]["room"][rows], needs[1]["coil"][rows])
    limited = np.asarray(numbers["power"] < UNLIMITED).any(axis=1)
    hours = columns | hours_of(buildings[0], carriers, outside, np.asarray(limited))
    result = run(numbers, hours)
    place = [found.carriers.index(c) for c in carriers]
    to = np.ix_(range(12), place, rows.tolist())
    found.monthly[to] = result["monthly"] / 1000
    found.monthly_peaks[to] = result["peaks"] / 1000
    found.climate_dependent[np.ix_(place, rows.tolist())] = _climate_dependent(result) / 1000
    for name in ("own_use", "exported", "unmet"):
        getattr(found, name)[rows] = result[name] / 1000


def _climate_dependent(result: dict[str, FloatArray]) -> FloatArray:
    """Of rooms, coil and pumps, electricity less its part of own solar electricity. (C, n)"""
    energy = result["rooms"].copy()
    energy[0] += result["pumps"]
    bought = result["monthly"][:, 0].sum(axis=0)
    used = bought + result["own_use"]
    energy[0] *= np.divide(bought, used, out=np.ones_like(used), where=used > 0)
    return energy


def _highest(needs: ZoneNeeds, outside: FloatArray) -> dict[str, FloatArray]:
    """Highest hour of each need, each (n,); refuses gaps. [W]"""
    if len(outside) != HOURS_OF_YEAR or not np.isfinite(outside).all():
        raise MissingInput(
            "In {count} of 8760 hours {series} is unknown.",
            "Fill the gaps, or choose another weather file or panel.",
            series="the temperature outside",
            count=HOURS_OF_YEAR - int(np.isfinite(outside).sum()),
        )
    found: dict[str, FloatArray] = {}
    for name in NEEDS:
        found[name] = getattr(needs, name).max(axis=0)  # NaN where any hour is
        if not np.isfinite(found[name]).all():
            raise MissingInput(
                "The power of {series} is unknown in {count} hours, so its energy would be too"
                " low.",
                "Check the weather and the inputs of the building for gaps.",
                series=name,
                count=int((~np.isfinite(getattr(needs, name))).sum()),
            )
    return found
