"""Energy of each meter by month."""

from dataclasses import dataclass
from datetime import date

from twin.exporters.columns import BUILDING, choice, day, number, text
from twin.exporters.layout import Layout
from twin.model.meter import EnergyCarrier


@dataclass(frozen=True, slots=True)
class MeterMonth:
    """One month of one meter.

    month : its first day.  energy : NaN where less than half of its hours were read. [kWh]
    coverage : share of its hours that have a reading. [%]
    """

    meter_id: str
    name: str
    building_id: str
    carrier: EnergyCarrier
    month: date
    energy: float
    coverage: float


CARRIERS = {
    EnergyCarrier.ELECTRICITY: ("electricity", "elektrisitet"),
    EnergyCarrier.DISTRICT_HEAT: ("district heat", "fjernvarme"),
    EnergyCarrier.BIOFUEL: ("biofuel", "biobrensel"),
    EnergyCarrier.OIL: ("oil", "olje"),
    EnergyCarrier.GAS: ("gas", "gass"),
}

LAYOUT = Layout(
    "meter_months",
    ("Energy by month", "Energi per måned"),
    MeterMonth,
    (
        text("meter_id", "Meter id", "Måler-id", 20),
        *BUILDING,
        text("name", "Meter", "Måler", 26),
        choice("carrier", "Energy carrier", "Energibærer", CARRIERS),
        day("month", "Month", "Måned"),
        number("energy", "Energy", "Energi", "kWh", 1),
        number("coverage", "Hours with a reading", "Timer med avlesning", "%", 1),
    ),
)
