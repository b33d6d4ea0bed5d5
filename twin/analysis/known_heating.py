"""What makes the heat of a building where somebody knows it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.known_sources import source_of, sourced
from twin.model.known import KnownValue
from twin.model.meter import EnergyCarrier
from twin.model.thermal import HeatingSystem, Sourced

DIRECT = ("electric_direct", "electric_boiler", "district_heat")
BOILERS = ("bio_boiler", "oil_boiler", "gas_boiler")
PUMPS = ("air_air", "air_water", "ground_water", "sea_water")
CHOICES = (*DIRECT, *BOILERS, *PUMPS)
"""What `KnownValue.choice` may be."""
SEASONAL_PUMP = "heat_pump"
CIRCUIT = "radiators"


def known_heating(
    usual: Sequence[HeatingSystem], known: KnownValue, defaults: Defaults
) -> tuple[HeatingSystem, ...]:
    """The plant as it is known, with the usual efficiency of its kind where only that is told.

    A known efficiency is that of the year, pipes included. A heat pump of a known kind without a
    known efficiency is calculated hour by hour, with its usual peak source.
    """
    if not known.choice:
        return tuple(replace(s, efficiency=sourced(known)) for s in usual)
    made = _usual(known, defaults)
    if np.isnan(known.value):
        return (made,)
    name = SEASONAL_PUMP if known.choice in PUMPS else known.choice
    return (HeatingSystem(name, made.carrier, sourced(known)),)


def _usual(known: KnownValue, defaults: Defaults) -> HeatingSystem:
    name, told = known.choice, source_of(known)
    if name in DIRECT:
        source = defaults.heat_sources[name]
        return HeatingSystem(name, source.carrier, _told(source.efficiency, told))
    tables = defaults.systems
    if name in PUMPS:
        share = defaults.values["heat_pump.share"].value
        cop = tables.parts["heat_pump", name]["cop"]
        return HeatingSystem(name, EnergyCarrier.ELECTRICITY.value, _told(cop, told), share)
    boiler = tables.parts["boiler", name]["efficiency"]
    pipes = tables.parts["circuit", CIRCUIT]
    low, middle, high = (
        getattr(boiler, end)
        * getattr(pipes["emission"], end)
        * getattr(pipes["distribution"], end)
        for end in ("low", "value", "high")
    )
    efficiency = Sourced(middle, low, high, "default", boiler.source)
    return HeatingSystem(name, tables.carriers["boiler", name], _told(efficiency, told))


def _told(usual: Sourced, told: str) -> Sourced:
    """The usual value with who says that this is the plant."""
    return replace(usual, source=f"{usual.source} {told}")
