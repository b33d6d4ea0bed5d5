"""What comes in at the door of a room of single surfaces: refused where no room can be so."""

from collections.abc import Mapping, Sequence

import numpy as np

from twin.analysis.zone.layers import Layer
from twin.analysis.zone.limits import Limits
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.thermal import HOURS_OF_YEAR

ROOM = {
    "volume": Limits("heated volume", 0.1, 2e7, "m³"),
    "bridges": Limits("thermal bridge value", 0.0, 1e6, "W/K"),
    "leakage": Limits("air leakage", 0.0, 1e4, "m³/s"),
    "supply": Limits("airflow", 0.0, 1e4, "m³/s"),
    "recovery": Limits("heat recovery", 0.0, 1.0),
    "frost": Limits("frost limit", -99.0, 30.0, "°C"),
    "supply_temperature": Limits("supply temperature", 0.0, 99.0, "°C"),
    "furniture": Limits("heat capacity", 0.0, 1e4),
    "gains": Limits("heat gains", 0.0, 1e6),
    "shift": Limits("set-point shift", -20.0, 20.0, "K"),
    "heating_power": Limits("heating power", 0.0, 1e15, "W"),
    "cooling_power": Limits("cooling power", 0.0, 1e15, "W"),
    "airing": Limits("airflow", 0.0, 1e4, "m³/s"),
    "airing_temperature": Limits("airing temperature", 0.0, 99.0, "°C"),
    "flushing_above": Limits("temperature for flushing", -1e3, 99.0, "°C"),
    "flushing_below": Limits("temperature difference for flushing", -1e3, 99.0, "K"),
}
LAYER = {
    "thickness": Limits("thickness of a layer", 1e-5, 20.0, "m"),
    "conductivity": Limits("conductivity of a layer", 1e-3, 500.0, "W/(m K)"),
    "density": Limits("density of a layer", 0.0, 2.5e4, "kg/m³"),
    "specific_heat": Limits("specific heat of a layer", 0.0, 1e4, "J/(kg K)"),
}
AREA = Limits("area", 1e-6, 1e6, "m²")
TILT = Limits("tilt", 0.0, 180.0, "°")
GROUND = Limits("temperature of the ground", -60.0, 60.0, "°C")
SHARE = Limits("share of the sun", 0.0, 1.001)  # rounding of shadows
TRANSMITTANCE = Limits("transmittance of a pane", 0.0, 1.0)
REFLECTANCE = Limits("reflectance of a pane", 0.0, 1.0)
G_VALUE = Limits("g-value", 0.0, 1.0)
U_VALUE = Limits("U-value", 0.02, 10.0, "W/(m²K)")
HOURS = {
    "convective": Limits("heat gains", -1e9, 1e9, "W"),
    "radiant": Limits("heat gains", -1e9, 1e9, "W"),
    "flow": Limits("airflow", 0.0, 10.0),
    "extra": Limits("airflow", 0.0, 1e4, "m³/s"),
    "heating": Limits("heating set-point", -1e4, 99.0, "°C"),
    "cooling": Limits("cooling set-point", -50.0, 1e4, "°C"),
}


def check_numbers(holder: object, table: Mapping[str, Limits]) -> None:
    """Refuse numbers of `holder` that are unknown or outside their limits.

    Raises
    ------
    MissingInput
        If one is NaN.
    InputOutOfRange
        If one is outside its limits.
    """
    for name, limits in table.items():
        check_value(getattr(holder, name), limits)


def check_value(value: float, limits: Limits) -> None:
    """As `check_numbers`, for one value."""
    if limits.least <= value <= limits.most:
        return
    words = {
        "quantity": limits.quantity,
        "unit": limits.unit,
        "least": f"{limits.least:g}",
        "most": f"{limits.most:g}",
    }
    if np.isnan(value):
        raise MissingInput(
            "The {quantity} of a room is unknown, so nothing was calculated.",
            "Enter a value from {least} to {most} {unit}.",
            **words,
        )
    raise InputOutOfRange(
        "The {quantity} of a room is {value} {unit}, which no room has; nothing was calculated.",
        "Correct it to a value from {least} to {most} {unit}.",
        value=f"{value:.4g}",
        **words,
    )


def check_layers(layers: Sequence[Layer]) -> None:
    """Refuse parts without layers or with impossible ones; raises as `check_numbers`."""
    if not layers:
        raise MissingInput(
            "A part of a room has no layers, so nothing was calculated.",
            "Give its layers from the inside to the outside.",
        )
    for layer in layers:
        check_numbers(layer, LAYER)


def check_hours(values: FloatArray, limits: Limits, length: int = HOURS_OF_YEAR) -> None:
    """Refuse series of another length or with values outside limits; raises as `check_numbers`."""
    if np.shape(values) != (length,):
        raise InputOutOfRange(
            "The {quantity} of a room has {count} values instead of {length}, so nothing was"
            " calculated.",
            "Give one value for each hour from 1 January, without 29 February, or for each month.",
            quantity=limits.quantity,
            count=np.size(values),
            length=length,
        )
    check_value(float(np.min(values)), limits)
    check_value(float(np.max(values)), limits)


def check_pane(transmittance: float, outer_reflectance: float, inner_reflectance: float) -> None:
    """Refuse panes that give more light than they get; raises as `check_numbers`."""
    check_value(transmittance, TRANSMITTANCE)
    for reflectance in (outer_reflectance, inner_reflectance):
        check_value(reflectance, REFLECTANCE)
        if transmittance + reflectance > 1 + 1e-9:
            raise InputOutOfRange(
                "A pane lets {through} of the sun through and throws {back} back: more than all.",
                "Correct its transmittance or its reflectance.",
                through=f"{transmittance:.3g}",
                back=f"{reflectance:.3g}",
            )
