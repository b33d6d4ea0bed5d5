"""The years to come: backlog, spending and grade under each way to fund upkeep."""

from dataclasses import dataclass

import numpy as np

from twin.exporters.columns import choice, money, number, text, year
from twin.exporters.layout import Layout

NOTHING = "nothing"
WAYS = {
    NOTHING: ("Nothing is done", "Ingenting gjøres"),
    "maintain": ("Maintain", "Vedlikeholde"),
    "reach target": ("Reach the target", "Nå målet"),
    "fixed budget": ("Fixed budget", "Fast budsjett"),
}


@dataclass(frozen=True, slots=True)
class ForecastYear:
    """One year under one way to fund upkeep; of the portfolio, or of a building.

    way : key of `WAYS`.  building_id : "" for the portfolio.
    low, central, high : backlog at the end of the year, maintenance alone. [NOK]
    spend_low, spend, spend_high : in the year. [NOK]
    grade_low, grade, grade_high : weighted grade at the end of the year; where nothing is done
        P10, P50 and P90 in the year. [TG]
    price_year : whose price level costs are given at, 0 where there are none.
    """

    building_id: str
    way: str
    year: int
    low: float = np.nan
    central: float = np.nan
    high: float = np.nan
    spend_low: float = np.nan
    spend: float = np.nan
    spend_high: float = np.nan
    grade_low: float = np.nan
    grade: float = np.nan
    grade_high: float = np.nan
    price_year: int = 0


LAYOUT = Layout(
    "forecast",
    ("Years to come", "Årene framover"),
    ForecastYear,
    (
        text("building_id", "Building id (empty: all)", "Bygg-id (tom: alle)", 14),
        choice("way", "Upkeep", "Vedlikehold", WAYS),
        year("year", "Year", "År"),
        money("low", "Backlog low", "Etterslep lavt"),
        money("central", "Backlog", "Etterslep"),
        money("high", "Backlog high", "Etterslep høyt"),
        money("spend_low", "Spending low", "Forbruk lavt"),
        money("spend", "Spending", "Forbruk"),
        money("spend_high", "Spending high", "Forbruk høyt"),
        number("grade_low", "Weighted grade low", "Vektet tilstandsgrad lav", decimals=3),
        number("grade", "Weighted grade", "Vektet tilstandsgrad", decimals=3),
        number("grade_high", "Weighted grade high", "Vektet tilstandsgrad høy", decimals=3),
        year("price_year", "Price level", "Prisnivå"),
    ),
)
