"""The default values of plants, with their sources, as the calculations receive them."""

from collections.abc import Mapping
from dataclasses import dataclass

from twin.errors import MissingInput
from twin.model.thermal import Sourced

PartName = tuple[str, str]
"""Kind of part and its name, for example ``("heat_pump", "sea_water")``."""


@dataclass(frozen=True, slots=True)
class SystemTables:
    """Defaults of heat pumps, boilers, circuits, hot water, cooling and tariffs.

    parts : per part and quantity.
    carriers : of the parts that buy energy.
    weights : per weighting and carrier.
    hot_water_shapes : weight of each hour of the day, length 24, per category.
    """

    parts: Mapping[PartName, Mapping[str, Sourced]]
    carriers: Mapping[PartName, str]
    weights: Mapping[str, Mapping[str, float]]
    hot_water_shapes: Mapping[str, tuple[float, ...]]

    def central(self, kind: str, name: str) -> dict[str, float]:
        """Central value per quantity of one part.

        Raises
        ------
        MissingInput
            If the tables have no such part.
        """
        if (kind, name) not in self.parts:
            known = sorted(n for k, n in self.parts if k == kind)
            raise MissingInput(
                "The tables know no {kind} called {name}, so its energy cannot be calculated.",
                "Choose one of these: {known}.",
                kind=kind.replace("_", " "),
                name=name,
                known=", ".join(known),
            )
        return {quantity: s.value for quantity, s in self.parts[kind, name].items()}

    def has(self, kind: str, name: str) -> bool:
        """Whether the tables have the part."""
        return (kind, name) in self.parts
