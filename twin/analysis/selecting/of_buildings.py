"""Whether a building as a whole is one that a selector means."""

import math

from twin.analysis.selecting import reasons
from twin.model.building import Building
from twin.model.classification import CATEGORIES, NS_3457_3
from twin.model.finding import Finding
from twin.model.proposal import Selector


def why_not(selector: Selector, building: Building, floor_area: float) -> str:
    """Why the selector leaves the building out, "" if it does not.

    Parameters
    ----------
    floor_area : heated; NaN if unknown. [m2]
    """
    if selector.categories and building.category not in selector.categories:
        return reasons.OTHER_CATEGORY
    if selector.building_types and not type_code(building).startswith(selector.building_types):
        return reasons.OTHER_TYPE
    if selector.spares_protected and building.protected:
        return reasons.PROTECTED
    return _wrong_age(selector, building.construction_year) or _wrong_size(selector, floor_area)


def remarks_on(selector: Selector, building: Building) -> list[Finding]:
    """What was assumed of the building."""
    if selector.building_types and not _known_type(building):
        return [reasons.remark("type-assumed", reasons.TYPE_ASSUMED, code=type_code(building))]
    return []


def type_code(building: Building) -> str:
    """NS 3457-3 code, that usual for its category where none is registered; "" without both."""
    category = CATEGORIES.get(building.category)
    return _known_type(building) or (category.code if category is not None else "")


def _known_type(building: Building) -> str:
    is_of_table = building.type_table.partition(":")[0] == NS_3457_3.partition(":")[0]
    return building.type_code if is_of_table else ""


def _wrong_age(selector: Selector, year: float) -> str:
    if not (selector.built_from or selector.built_to):
        return ""
    if not math.isfinite(year):
        return reasons.NO_YEAR
    is_inside = selector.built_from <= year <= (selector.built_to or math.inf)
    return "" if is_inside else reasons.OTHER_YEAR


def _wrong_size(selector: Selector, floor_area: float) -> str:
    if not (selector.area_from or selector.area_to):
        return ""
    if not math.isfinite(floor_area):
        return reasons.NO_AREA
    is_inside = selector.area_from <= floor_area <= (selector.area_to or math.inf)
    return "" if is_inside else reasons.OTHER_SIZE
