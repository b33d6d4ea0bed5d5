"""Building categories and the building parts the program speaks of."""

from dataclasses import dataclass

NS_3451 = "NS 3451:2022"
"""Building parts. A code goes with its table: 612 alone may also be a kindergarten."""
NS_3451_2009 = "NS 3451:2009"
NS_3457_3 = "NS 3457-3:2013"
NS_3454 = "NS 3454:2013"
KOSTRA = "KOSTRA:2026"


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of building.

    key : name in the energy tables (NS 3031:2014).
    code : building type code (matrikkelen, NS 3457-3).
    """

    key: str
    code: str
    label: str


CATEGORIES: dict[str, Category] = {
    c.key: c
    for c in (
        Category("school", "613", "School"),
        Category("kindergarten", "612", "Kindergarten"),
        Category("nursing_home", "721", "Nursing home"),
        Category("sports", "651", "Sports hall"),
        Category("office", "311", "Office and town hall"),
        Category("culture", "641", "Library and culture"),
        Category("fire_station", "821", "Fire station"),
    )
}
