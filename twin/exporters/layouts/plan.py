"""What a plan carries out, by year."""

from dataclasses import dataclass

import numpy as np

from twin.exporters.columns import BUILDING, flag, money, number, text, year
from twin.exporters.layout import Layout


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """One step of a plan: what it adds on top of the steps before it in the same building."""

    building_id: str
    year: int
    title: str
    measure_key: str
    building_name: str = ""
    investment: float = np.nan
    maintenance_part: float = np.nan
    present_value: float = np.nan
    saving: float = np.nan
    cost_saving: float = np.nan
    emission_saving: float = np.nan
    backlog_saving: float = np.nan
    weeks: float = np.nan
    is_must: bool = False


LAYOUT = Layout(
    "plan",
    ("Plan", "Plan"),
    PlanRecord,
    (
        year("year", "Year", "År"),
        *BUILDING,
        text("title", "Measure", "Tiltak", 30),
        text("measure_key", "Key of the measure", "Tiltaksnøkkel", 30),
        money("investment", "Investment", "Investering"),
        money("maintenance_part", "Maintenance part", "Vedlikeholdsandel"),
        money("present_value", "Net present value", "Netto nåverdi"),
        number("saving", "Saved energy", "Spart energi", "kWh/år"),
        money("cost_saving", "Saved cost", "Spart kostnad", "kr/år"),
        number("emission_saving", "Avoided emissions", "Unngåtte utslipp", "kgCO2e/år"),
        money("backlog_saving", "Backlog removed", "Fjernet etterslep"),
        number("weeks", "Weeks of work", "Uker arbeid", "", 1),
        flag("is_must", "Must be done", "Må gjøres"),
    ),
)
