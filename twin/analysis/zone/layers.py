"""What a wall, roof or floor is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from twin.errors import InputOutOfRange


@dataclass(frozen=True, slots=True)
class Layer:
    """One homogeneous layer.

    thickness [m], conductivity [W/(m K)], density [kg/m3], specific_heat [J/(kg K)].
    A density or specific heat of zero makes it a resistance without mass.
    """

    thickness: float
    conductivity: float
    density: float
    specific_heat: float

    @property
    def resistance(self) -> float:
        """[m2 K/W]"""
        return self.thickness / self.conductivity

    @property
    def heat_capacity(self) -> float:
        """Per area. [J/(m2 K)]"""
        return self.thickness * self.density * self.specific_heat


Layers = tuple[Layer, ...]
"""From the inside to the outside."""


def resistance(layers: Sequence[Layer]) -> float:
    """Surface to surface. [m2 K/W]"""
    return sum(layer.resistance for layer in layers)


def with_resistance(layers: Layers, wanted: float) -> Layers:
    """The same wall with as much more or less insulation as gives `wanted`. [m2 K/W]

    The layer that insulates best changes its thickness. Where that is not enough (a U-value
    higher than the other layers allow), all layers conduct better in proportion.

    Raises
    ------
    InputOutOfRange
        If `wanted` is not positive.
    """
    if not wanted > 0:
        raise InputOutOfRange(
            "A wall cannot have the thermal resistance {value} m²K/W.",
            "Correct the U-value of the part.",
            value=f"{wanted:.3g}",
        )
    place = min(range(len(layers)), key=lambda i: layers[i].conductivity)
    insulation = layers[place]
    others = resistance(layers) - insulation.resistance
    if wanted > others:
        thickness = (wanted - others) * insulation.conductivity
        return (
            *layers[:place],
            replace(insulation, thickness=thickness),
            *layers[place + 1 :],
        )
    factor = resistance(layers) / wanted
    return tuple(replace(layer, conductivity=layer.conductivity * factor) for layer in layers)
