"""Numbers of zones at many draws at once, between those at the ends of what is uncertain.

A number at a quantile lies between its low, central and high one (`draws.drawn`), so that zones at
the ends of everything give all draws: each number is blended by the quantile of what it follows
from. What a measure changes is blended apart, by a quantile of its own, and added. That is exact
for what follows from one uncertain thing, and near it for the rest.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.assumptions import Physics
from twin.analysis.zone.fabric import Fabric
from twin.analysis.zone.ground import Ground
from twin.analysis.zone.variants import Numbers
from twin.model.arrays import FloatArray

LOW, CENTRAL, HIGH, LESS, MORE = range(5)
"""Versions of zones: buildings at their low, central and high ends with central measures; then
central buildings with measures at their low and high ends."""
EFFECT = "effect"
"""Name of the quantile of what measures change."""
LEAST = 1e-9
Field = Callable[[Numbers], FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Shares of the low, central and high value in each of d draws, by quantile name, (3, d)."""

    by_name: Mapping[str, FloatArray]

    @classmethod
    def of(cls, draws: Sequence[Mapping[str, float]]) -> "Weights":
        """Weights that give `draws.drawn`."""
        names = draws[0] if draws else {}
        return cls({n: _weights(np.array([draw[n] for draw in draws])) for n in names})

    def at(self, name: str, ends: Sequence[FloatArray]) -> FloatArray:
        """Values from their low, central and high ones (n,), at each draw, (n, d)."""
        return np.stack(ends, axis=1) @ self.by_name[name]

    def blended(self, name: str, versions: Sequence[FloatArray]) -> FloatArray:
        """Values from those of the five versions, each (n,), at each draw, (n, d)."""
        central = versions[CENTRAL]
        own = self.at(name, (versions[LOW], central, versions[HIGH]))
        return own + self.at(EFFECT, (versions[LESS], central, versions[MORE])) - central[:, None]


def _weights(quantile: FloatArray) -> FloatArray:
    rises, falls = np.sqrt(2 * quantile), np.sqrt(2 * (1 - quantile))
    is_low = quantile < 0.5
    low, high = np.where(is_low, 1 - rises, 0.0), np.where(is_low, 0.0, 1 - falls)
    return np.stack([low, 1 - low - high, high])


def blend(
    versions: Sequence[Numbers], bridges: Sequence[FloatArray], weights: Weights,
    physics: tuple[Physics, Sequence[Physics]],
) -> Numbers:  # fmt: skip
    """Numbers of n zones at d draws, arrays of shape (n * d,), draw by draw within each zone.

    Parameters
    ----------
    versions : five, see `LOW`.  bridges : heat loss of thermal bridges in them. [W/K] (n,)
    physics : central, and of each draw.
    """
    central, draws = physics
    middle, count = versions[CENTRAL], len(draws)

    def at(name: str, field: Field) -> FloatArray:
        return weights.blended(name, [field(v) for v in versions]).ravel()

    def by_draw(name: str) -> FloatArray:
        return np.tile([getattr(one, name) for one in draws], len(middle.floor_area))

    def kept(values: FloatArray) -> FloatArray:
        return np.repeat(values, count)

    size = np.maximum(at("floor_area", lambda n: n.floor_area) / kept(middle.floor_area), LEAST)
    light = {"window": "u_light"}
    u_value = {
        kind: np.maximum(
            at(light.get(kind, "u_opaque"), lambda n, k=kind: n.u_value[k]), 0.02
        )
        for kind in middle.u_value
    }  # fmt: skip
    bridge = weights.blended("thermal_bridge", bridges).ravel()
    pairs = list(zip(versions, bridges, strict=True))
    other = weights.blended("u_opaque", [v.other - b for v, b in pairs]).ravel()
    leakage = at("n50", lambda n: n.leakage / np.maximum(n.volume, LEAST))
    infiltration = by_draw("infiltration_factor") / central.infiltration_factor
    volume = kept(middle.volume) * size
    return replace(
        middle,
        area={kind: kept(values) for kind, values in middle.area.items()},
        u_value=u_value,
        floor_area=kept(middle.floor_area) * size,
        volume=volume,
        fabric=_fabric([v.fabric for v in versions], weights, by_draw("ground_conductivity")),
        other=np.maximum(other + bridge, 0.0),
        leakage=np.maximum(leakage, 0.0) * infiltration * volume,
        supply=at(EFFECT_ONLY, lambda n: n.supply / n.floor_area * middle.floor_area) * size,
        recovery=np.clip(at("heat_recovery", lambda n: n.recovery), 0.0, 0.95),
        has_fans=kept(middle.has_fans),
        supply_temperature=kept(middle.supply_temperature),
        airing_temperature=kept(middle.airing_temperature),
        shift=at(EFFECT_ONLY, lambda n: n.shift)
        + by_draw("indoor_offset")
        - central.indoor_offset,
        sun=(1 - by_draw("frame_share")) * by_draw("obstruction"),
        shading=(None,) * len(size),
        gains=at(EFFECT_ONLY, lambda n: n.gains / n.floor_area * middle.floor_area) * size,
        blinds=np.clip(at("blinds", lambda n: n.blinds), 0.0, 1.0),
        flushing=at(EFFECT_ONLY, lambda n: n.flushing / n.floor_area * middle.floor_area) * size,
    )


EFFECT_ONLY = "nothing"
"""Name of a quantile of what is certain in buildings and changed by measures alone."""


def _fabric(versions: Sequence[Fabric], weights: Weights, conductivity: FloatArray) -> Fabric:
    middle = versions[CENTRAL]
    count = len(conductivity) // max(len(middle.inner_area), 1)

    def at(name: str, field: Callable[[Fabric], FloatArray]) -> FloatArray:
        return np.maximum(weights.blended(name, [field(v) for v in versions]).ravel(), LEAST)

    def kept(values: FloatArray) -> FloatArray:
        return np.repeat(values, count)

    ground = middle.ground
    return Fabric(
        {kind: at("heat_capacity", lambda f, k=kind: f.leaf[k]) for kind in middle.leaf},
        kept(middle.inner_area),
        at("heat_capacity", lambda f: f.inner_leaf),
        Ground(
            floor_area=kept(ground.floor_area),
            floor_u_value=at("u_opaque", lambda f: f.ground.floor_u_value),
            wall_area=kept(ground.wall_area),
            wall_u_value=at("u_opaque", lambda f: f.ground.wall_u_value),
            perimeter=at("exposed_perimeter", lambda f: f.ground.perimeter),
            conductivity=conductivity,
        ),
    )
