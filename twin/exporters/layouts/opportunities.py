"""Every measure on every building, as the window shows it."""

from dataclasses import dataclass

import numpy as np

from twin.exporters.columns import BUILDING, flag, money, number, text
from twin.exporters.layout import Layout


@dataclass(frozen=True, slots=True)
class OpportunityRecord:
    """One measure on one building, alone, against today; as in `Opportunities`.

    low and high are P10 and P90, NaN where nobody drew them.
    confidence : of the data behind it. [%]
    is_own : of the catalogue, not offered by a supplier.
    """

    building_id: str
    title: str
    measure_key: str
    building_name: str = ""
    saving: float = np.nan
    saving_low: float = np.nan
    saving_high: float = np.nan
    cost_saving: float = np.nan
    investment: float = np.nan
    maintenance_part: float = np.nan
    present_value: float = np.nan
    value_low: float = np.nan
    value_high: float = np.nan
    emission_saving: float = np.nan
    peak_saving: float = np.nan
    backlog_saving: float = np.nan
    needs_met: float = np.nan
    weeks: float = np.nan
    man_hours: float = np.nan
    confidence: float = np.nan
    is_own: bool = True


LAYOUT = Layout(
    "opportunities",
    ("Opportunities", "Muligheter"),
    OpportunityRecord,
    (
        *BUILDING,
        text("title", "Measure", "Tiltak", 30),
        text("measure_key", "Key of the measure", "Tiltaksnøkkel", 30),
        number("saving", "Saved energy", "Spart energi", "kWh/år"),
        number("saving_low", "Saved energy P10", "Spart energi P10", "kWh/år"),
        number("saving_high", "Saved energy P90", "Spart energi P90", "kWh/år"),
        number("peak_saving", "Saved peak", "Spart effekttopp", "kW", 1),
        money("cost_saving", "Saved cost", "Spart kostnad", "kr/år"),
        money("investment", "Investment", "Investering"),
        money("maintenance_part", "Maintenance part", "Vedlikeholdsandel"),
        money("present_value", "Net present value", "Netto nåverdi"),
        money("value_low", "Net present value P10", "Netto nåverdi P10"),
        money("value_high", "Net present value P90", "Netto nåverdi P90"),
        number("emission_saving", "Avoided emissions", "Unngåtte utslipp", "kgCO2e/år"),
        money("backlog_saving", "Backlog removed", "Fjernet etterslep"),
        number("needs_met", "Pain of needs answered", "Ulempe av behov som besvares"),
        number("weeks", "Weeks of work", "Uker arbeid", "", 1),
        number("man_hours", "Change of own work", "Endring av eget arbeid", "h/år", 1),
        number("confidence", "Confidence", "Tillit til data", "%"),
        flag("is_own", "From the catalogue", "Fra katalogen"),
    ),
)
