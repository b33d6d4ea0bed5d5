"""What a comparison rests on, in sentences."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.comparison.ground import Ground
from twin.analysis.comparison.purchases import incentive, price_factor, price_year
from twin.analysis.comparison.totals import InBuilding
from twin.model.choice import Choice
from twin.model.scenario import Quantity, Statement

SHARED = Statement(
    "All scenarios share the same draws of prices, weather and everything unknown of the"
    " buildings, so that only their differences are spread out."
)
APART = Statement(
    "Numbers of the program's tables and of an offer err alike in all buildings; what is unknown"
    " of a building errs in each on its own."
)
QUICK = Statement(
    "Many buildings are calculated by the quick engine: in standard operation, without shade by"
    " geometry, and without hours above 26 °C."
)
MONEY = Statement(
    "All sums are NOK without VAT, real. Suppliers' currencies and VAT were taken out when their"
    " offers were read."
)
NOTHING_WEARS_ENERGY = Statement(
    "“Do nothing” lets parts wear and the backlog grow; its energy stays that of today."
)
DUE = Statement(
    "What plain renewal of a worn part would cost is maintenance; only the rest of the price"
    " counts against energy. Worn is TG2 and TG3, and what reaches the end of its life within ten"
    " years."
)
LEFT = Statement(
    "Life cycle costs hold the backlog that is left at the end, so that what is never done is not"
    " saved."
)
_LEVEL = "{measure}: prices of {year}, turned to the level of {level} by the index: × {factor}."
_NO_LEVEL = "{measure}: the level of the prices is not stated; they count as they are."
_SUPPORT = "{measure}: others pay {share} of the price."
_MAINTENANCE = (
    "{measure} in {building}: {maintenance} of {whole} renews what is worn out and is maintenance."
)
_REFUSED = "{measure} does nothing in {building}, for the reason that follows."


def about_all(ground: Ground, is_quick: bool) -> tuple[Statement, ...]:
    """What holds for every scenario of a comparison."""
    found = [SHARED, MONEY, DUE, LEFT, NOTHING_WEARS_ENERGY]
    if len(ground.cases) > 1:
        found.append(APART)
    if is_quick:
        found.append(QUICK)
    return tuple(found)


def about_scenario(found: Sequence[InBuilding], ground: Ground) -> tuple[Statement, ...]:
    """Price levels, support, maintenance parts, and what does not apply where."""
    told: list[Statement] = []
    for one in found:
        building = one.applied.case.building.name
        for choice, bought in zip(one.applied.choices, one.measures, strict=True):
            title = choice.measure.title
            told += _about_price(choice, ground)
            renewal, whole = float(bought.maintenance[-1]), float(bought.amount[-1])
            if renewal > 0:
                values: dict[str, str | int | Quantity] = {
                    "measure": title, "building": building,
                    "maintenance": Quantity(round(renewal), "NOK"),
                    "whole": Quantity(round(whole), "NOK"),
                }  # fmt: skip
                told.append(Statement(_MAINTENANCE, values))
        for choice, reach in one.applied.refused:
            named = {"measure": choice.measure.title, "building": building}
            told += [Statement(_REFUSED, dict(named)), Statement(reach.reason)]
    unique: list[Statement] = []
    for statement in told:
        if statement not in unique:
            unique.append(statement)
    return tuple(unique)


def _about_price(choice: Choice, ground: Ground) -> list[Statement]:
    title = choice.measure.title
    found: list[Statement] = []
    level = ground.assumptions.price_level[:4]
    year, factor = price_year(choice, ground), price_factor(choice, ground)
    if level and not year:
        found.append(Statement(_NO_LEVEL, {"measure": title}))
    elif level and not np.isclose(factor, 1.0):
        values: dict[str, str | int | Quantity] = {
            "measure": title, "year": year, "level": level,
            "factor": Quantity(round(factor, 3)),
        }  # fmt: skip
        found.append(Statement(_LEVEL, values))
    share = incentive(choice, ground)
    if share > 0:
        found.append(Statement(_SUPPORT, {"measure": title, "share": Quantity(100 * share, "%")}))
    return found
