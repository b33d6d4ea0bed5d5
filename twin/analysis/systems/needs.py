"""What a building asks of its systems in each hour, summed over its zones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.operation import STANDARD, HourlyUse
from twin.analysis.systems.generators import Number
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.thermal import HOURS_OF_YEAR

SERIES = ("room", "coil", "cooling", "hot_water", "lighting", "equipment", "fans")


@dataclass(frozen=True, slots=True, eq=False)
class Needs:
    """Needs of each hour, all of shape (8760,) or all of shape (8760, n). [W]

    room : heat of the rooms.  coil : heat of the supply air.  cooling : taken out.
    hot_water : heat drawn at the taps.  lighting, equipment, fans : electricity.
    operation : ``standard`` or ``actual``, what the needs were calculated with.
    """

    room: FloatArray
    coil: FloatArray
    cooling: FloatArray
    hot_water: FloatArray
    lighting: FloatArray
    equipment: FloatArray
    fans: FloatArray
    operation: str = STANDARD


@dataclass(frozen=True, slots=True, eq=False)
class ZoneNeeds:
    """What the zone model gives, each of shape (8760,) or (8760, n). [W]"""

    room: FloatArray
    coil: FloatArray
    cooling: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ZoneServices:
    """What a zone uses besides, per zone or one per variant, shape (n,).

    floor_area : [m2]  specific_fan_power : [kW/(m3/s)]
    ventilation_factor : against the airflow of the use; also what the zone model was given.
    lighting_factor : against the lighting of `use`.
    hot_water : at the taps. [kWh/(m2 year)]  hot_water_profile : shape (8760,), sum 1.
    fan_exponent : of the fan power over the airflow: 1 keeps the specific fan power at every
        airflow (constant volume), up to 3 in a duct without other resistance.
    """

    use: HourlyUse
    floor_area: Number
    specific_fan_power: Number
    hot_water: Number
    hot_water_profile: FloatArray
    ventilation_factor: Number = 1.0
    lighting_factor: Number = 1.0
    fan_exponent: float = 1.0


def zone_needs(room: ZoneNeeds, services: ZoneServices) -> Needs:
    """All needs of one zone."""
    like = room.room
    use, area = services.use, services.floor_area
    hot_water = by_hour(services.hot_water_profile, like) * services.hot_water * area * 1000
    return Needs(
        room=room.room,
        coil=room.coil,
        cooling=room.cooling,
        hot_water=np.broadcast_to(hot_water, like.shape),
        lighting=np.broadcast_to(
            by_hour(use.lighting, like) * (services.lighting_factor * area), like.shape
        ),
        equipment=np.broadcast_to(by_hour(use.equipment, like) * area, like.shape),
        fans=np.broadcast_to(_fans(services, like), like.shape),
        operation=use.kind,
    )


def building_needs(zones: Sequence[Needs]) -> Needs:
    """Sum over the zones of a building.

    Raises
    ------
    MissingInput
        If there is no zone, or a need is not a number in some hour.
    InputOutOfRange
        If a need is negative, the arrays differ in shape, or standard and actual operation are
        mixed.
    """
    if not zones:
        raise MissingInput(
            "The building has no zone, so it has no energy need.",
            "Enter the heated floor area and the category of the building.",
        )
    operations = sorted({zone.operation for zone in zones})
    if len(operations) > 1:
        raise InputOutOfRange(
            "Some zones were calculated with standard and some with actual operation; their sum"
            " would be neither.",
            "Calculate all zones of the building with the same operation.",
        )
    summed = {name: sum(getattr(zone, name) for zone in zones) for name in SERIES}
    series = {name: np.asarray(values) for name, values in summed.items()}
    needs = Needs(**series, operation=operations[0])
    check_needs(needs)
    return needs


def without_needs(like: Needs) -> Needs:
    """Nothing in any hour, of the shape and operation of other needs."""
    return Needs(
        **{name: np.zeros_like(getattr(like, name)) for name in SERIES}, operation=like.operation
    )


def check_needs(needs: Needs) -> None:
    """Refuse needs that are unknown or impossible; raises as `building_needs`."""
    shape = needs.room.shape
    for name in SERIES:
        values = getattr(needs, name)
        if values.shape != shape or len(values) != HOURS_OF_YEAR:
            raise InputOutOfRange(
                "The hourly series {series} has the shape {shape}; {wanted} was expected.",
                "Calculate all zones of the building over the same 8760 hours.",
                series=name.replace("_", " "),
                shape=values.shape,
                wanted=shape,
            )
        lowest = values.min()
        if not np.isfinite([lowest, values.max()]).all():
            raise MissingInput(
                "The power of {series} is unknown in {count} hours, so its energy would be too"
                " low.",
                "Check the weather and the inputs of the building for gaps.",
                series=name.replace("_", " "),
                count=int((~np.isfinite(values)).sum()),
            )
        if lowest < 0:
            raise InputOutOfRange(
                "The power of {series} falls to {lowest} W; a need cannot be negative.",
                "Check the inputs of the building for wrong signs.",
                series=name.replace("_", " "),
                lowest=round(float(lowest), 1),
            )


def by_hour(hours: FloatArray, like: FloatArray) -> FloatArray:
    """Hours of shape (8760,) so that they broadcast with `like`."""
    return hours if like.ndim == 1 or hours.ndim == like.ndim else hours[:, None]


def fan_course(services: ZoneServices) -> FloatArray:
    """Electricity of the fans in each hour against that at the highest airflow, shape (8760,)."""
    airflow = services.use.airflow
    highest = airflow.max()
    share = airflow / highest if highest > 0 else np.zeros_like(airflow)
    return share if services.fan_exponent == 1 else share**services.fan_exponent


def fan_power_factor(services: ZoneServices) -> float:
    """Fan power at the highest airflow per floor area and specific fan power. [W/(m2 kW/(m3/s))]

    References
    ----------
    NS 3031:2014, equation 37: airflow / 3600 x SFP.
    """
    return float(services.use.airflow.max()) / 3600 * 1000


def _fans(services: ZoneServices, like: FloatArray) -> FloatArray:
    """Electricity of the fans. [W]"""
    design = services.specific_fan_power * services.ventilation_factor * services.floor_area
    return by_hour(fan_course(services), like) * (fan_power_factor(services) * design)
