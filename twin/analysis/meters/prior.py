"""What is assumed before readings are looked at, and how much may be simulated."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray, frozen


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """What is assumed before readings are looked at; arrays of shape (p,).

    Half the draws rise in a triangle from low to central, half fall from central to high, so
    that `central` is the median.
    """

    names: tuple[str, ...]
    low: FloatArray
    central: FloatArray
    high: FloatArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        for name in ("low", "central", "high"):
            shape = (len(self.names),)
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, shape))

    def values_at(self, quantiles: FloatArray) -> FloatArray:
        """Parameters at quantiles from 0 to 1, shape (n, p) both."""
        rising = self.low + np.sqrt(2.0 * quantiles) * (self.central - self.low)
        falling = self.high - np.sqrt(2.0 * (1.0 - quantiles)) * (self.high - self.central)
        return np.where(quantiles < 0.5, rising, falling)


@dataclass(frozen=True, slots=True)
class Budget:
    """How many simulations a calibration may use, and when it may stop.

    first : draws of the prior. each : draws of every round after it. most : of all rounds.
    enough : effective draws at which it stops.
    kept : equally weighted draws handed on.
    """

    first: int = 256
    each: int = 256
    most: int = 1792
    enough: float = 500.0
    kept: int = 256
    seed: int = 3720


USUAL_BUDGET = Budget()
