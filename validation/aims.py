"""What is asked of each part, and whether its figures meet it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Figures = Mapping[str, Any]
CLOSES = 1e-9
SAME = 1e-6  # of a year's heating; needs are kept in single precision
SAME_MONTH, SAME_DESIGN = 0.1, 1.0  # [K]
SAME_SUN = 15.0  # [%]
LEAST_CASES = 20
NEAR_CONTRACTS = 5.0  # [% of delivered energy]
LEAST_IN_RANGE = 2 / 3  # 20 of 30


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing asked.

    point : of the list of things to be shown.  found : in words or numbers.
    misses : which rows fail, "" if none.
    """

    point: int
    asked: str
    found: str
    is_met: bool
    misses: str = ""


def ashrae140(figures: Figures) -> list[Aim]:
    """Point 1."""
    loads = figures["annual loads"]
    outside = figures["outside"]
    in_range = figures["annual loads in range"]
    return [
        _all(1, "annual loads inside the limits", figures["annual loads in limits"], loads),
        Aim(
            1, "at least two thirds (20 of 30) of the annual loads inside the programs' range",
            f"{in_range} of {loads}", in_range >= LEAST_IN_RANGE * loads,
            _those(outside, "annual"),
        ),
        _all(
            1, "free-float temperatures inside the range",
            figures["free-float temperatures in range"], figures["free-float temperatures"],
            _those(outside, "temperature"),
        ),
        _all(
            1, "heating peaks after setback inside the range",
            figures["peaks after setback in range"], figures["peaks after setback"],
        ),
        _all(
            1, "incident and transmitted sun inside the range",
            figures["solar figures in range"], figures["solar figures"],
            _those(outside, "incident", "transmitted"),
        ),
        _all(
            1, "loads and temperatures of case 960 (a sunspace) inside the range",
            figures["sunspace in range"], figures["sunspace"], _those(outside, "960"),
        ),
    ]  # fmt: skip


def energyplus(figures: Figures) -> list[Aim]:
    """Point 2."""
    cases, outside = figures["cases"], figures["outside"]
    near = figures["savings inside 5 % or 0.5 kWh/m2"]
    savings = f"{_those(outside, 'saving')}; within 5 % or 0.5 kWh/m2: {near}"
    return [
        Aim(2, f"at least {LEAST_CASES} cases", str(cases), cases >= LEAST_CASES),
        _counted(
            2, "heating within 5 %", figures["heating inside 5 %"], _those(outside, "heating")
        ),
        _counted(
            2, "savings of measures and package within 5 %", figures["savings inside 5 %"],
            savings,
        ),
        _counted(
            2, "cooling within 15 % or 5 kWh/m2", figures["cooling inside 15 % or 5 kWh/m2"],
            f"worst {figures['worst cooling']}",
        ),
    ]  # fmt: skip


def archetypes(figures: Figures) -> list[Aim]:
    """Point 3."""
    frame = [
        f"{category} {deviation:+.1f} %"
        for category, deviation in figures["deviation from the legal frame %"].items()
        if abs(deviation) > 10
    ]
    return [
        _all(
            3, "archetypes within 15 % of the national model",
            figures["within 15 % of the national model"], figures["archetypes"],
            "; ".join(figures["outside"]),
        ),
        _all(
            3, "archetypes of TEK17 within 10 % of the legal frame",
            figures["within 10 % of the legal frame"], figures["TEK17 archetypes"],
            ", ".join(frame),
        ),
    ]  # fmt: skip


def balance(figures: Figures) -> list[Aim]:
    """Point 4."""
    zone = figures["residual of the zone balance"]
    wall = figures["residual of the wall balance"]
    rises = figures["rises with"]
    apart = figures["largest yearly difference of the kernels"]
    flat = ", ".join(name for name, is_rising in rises.items() if not is_rising)
    return [
        Aim(4, "the zone balance closes to 1e-9", f"{zone:.1e}", zone < CLOSES),
        Aim(4, "the balance of walls closes to 1e-9", f"{wall:.1e}", wall < CLOSES),
        Aim(
            4,
            "heating rises with U, n50 and set-point",
            f"all but {flat}" if flat else "yes",
            not flat,
        ),
        Aim(4, "Numba equals NumPy", f"a year's heating apart by {apart:.1g}", apart < SAME),
    ]


def meters(figures: Figures) -> list[Aim]:
    """Point 5."""
    found: list[Aim] = []
    for name, part in figures["recovery"].items():
        if not isinstance(part, Mapping):
            continue
        worst = part["inside P2.5-P97.5, worst parameter"]
        cases = figures["recovery"]["cases per setting"]
        asked = f"{name}: every known input in its stated interval in 85 of 100 cases"
        found.append(Aim(5, asked, f"worst input {worst:.0%} of {cases}", bool(part["passes"])))
    real = figures["real series"]
    is_fitted = isinstance(real, Mapping)
    shown = f"{real['meters']} meters" if isinstance(real, Mapping) else str(real)
    return [*found, Aim(5, "real series of the corpus fitted", shown, is_fitted)]


def envelope(figures: Figures) -> list[Aim]:
    """Point 7."""
    apart, bare = figures["rows_apart"], figures["rows_apart_without_reason"]
    return [
        Aim(7, "four models of the corpus and twelve of the sample", f"{figures['models']} models",
            figures["models"] >= 16),
        Aim(7, "differences over 5 % explained",
            f"{apart} of {figures['rows']} rows differ, {apart - bare} with a reason", bare == 0),
    ]  # fmt: skip


def climate(figures: Figures) -> list[Aim]:
    """Point 8, of our own: the shipped year."""
    off = figures["largest monthly difference from the normals K"]
    design = figures["99.6 % design temperature"]
    apart = design["made"] - design["measured"]
    direct = figures["direct against the typical year %"]
    days = figures["degree days below 17"]
    between = days["measured"] <= days["made"] <= days["typical"]
    return [
        Aim(8, "the made year has its monthly normals to 0.1 K", f"{off} K", off <= SAME_MONTH),
        Aim(
            8, "degree-days between those of 1982–1999 and of 2021–2025",
            f"{days['made']} of {days['measured']} to {days['typical']}", between,
        ),
        Aim(
            8, f"design temperature (99.6 %) within {SAME_DESIGN:g} K of five measured years",
            f"{apart:+.1f} K", abs(apart) <= SAME_DESIGN,
            "" if abs(apart) <= SAME_DESIGN else "extremes are mild (decision 0011)",
        ),
        Aim(
            8, f"direct sun within {SAME_SUN:g} % of the typical year", f"{direct:+.1f} %",
            abs(direct) <= SAME_SUN,
            "" if abs(direct) <= SAME_SUN else "days are clearer or duller than there",
        ),
    ]  # fmt: skip


def photovoltaics(figures: Figures) -> list[Aim]:
    """Yields beside those of measured plants."""
    scaled = figures["yield against published scaled by sun [%]"]
    worst = max(scaled, key=lambda name: abs(scaled[name]))
    is_met = abs(scaled[worst]) <= SAME_SUN
    return [
        Aim(
            8, f"yield of panels within {SAME_SUN:g} % of measured plants, by their sun",
            f"at most {scaled[worst]:+d} % ({worst})", is_met, "" if is_met else worst,
        )
    ]  # fmt: skip


def contracts_epc(figures: Figures) -> list[Aim]:
    """Point 9: what a portfolio saves beside what was promised."""
    found, low = figures["saved %"], figures["saved without heat pumps %"]
    promised = figures["contracts: saved %"]
    is_met = abs(found - promised) <= NEAR_CONTRACTS
    return [
        Aim(
            9, f"saving at the payback of 61 contracts within {NEAR_CONTRACTS:g} points of their"
            f" {promised:g} %",
            f"{found:g} % ({low:g} % without heat pumps); before {figures['before kWh/m2']:g}"
            f" kWh/m2, contracts {figures['contracts: before kWh/m2']:g}",
            is_met, "" if is_met else "a heat pump for every building, prices of today",
        )
    ]  # fmt: skip


AIMS: Mapping[str, Callable[[Figures], list[Aim]]] = {
    "ashrae140": ashrae140,
    "energyplus": energyplus,
    "archetypes": archetypes,
    "balance": balance,
    "meters": meters,
    "envelope": envelope,
    "climate": climate,
    "photovoltaics": photovoltaics,
    "contracts_epc": contracts_epc,
}


def _all(point: int, asked: str, found: int, wanted: int, misses: str = "") -> Aim:
    is_met = found == wanted
    return Aim(point, f"all {asked}", f"{found} of {wanted}", is_met, "" if is_met else misses)


def _counted(point: int, asked: str, count: str, misses: str) -> Aim:
    inside, _, all_of = count.partition(" of ")
    return Aim(point, f"all {asked}", count, inside == all_of, "" if inside == all_of else misses)


def _those(rows: Iterable[str], *kinds: str) -> str:
    return "; ".join(row for row in rows if any(kind in row for kind in kinds))
