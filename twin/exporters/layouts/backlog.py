"""Backlog of each building, as the window shows it."""

from dataclasses import dataclass

import numpy as np

from twin.exporters.columns import BUILDING, choice, money, number, whole, year
from twin.exporters.layout import Layout
from twin.exporters.layouts.condition import GRADES
from twin.model.condition import ConditionGrade


@dataclass(frozen=True, slots=True)
class BuildingBacklog:
    """Cost of bringing what needs work to TG1, maintenance alone. [NOK]

    low, central, high : NaN where no cost can be known.
    per_area : of BTA; NaN where unknown. [NOK/m2]
    now, one_year, five_years, ten_years, later : central cost by when it is due.
    development : central cost of what makes parts better; in no other sum.
    without_cost, not_inspected, twice : things that are missing in the sums, or may be in twice.
    worst : gravest current grade, None if nobody has looked.
    assessed : how many current assessments there are.
    newest : year of the newest one, 0 if none.
    weighted : mean grade of what is assessed, 0 to 3, NaN where nothing is; never the worst one.
    coverage : share that is assessed. [%]
    replacement : cost of building again, NaN where unknown. [NOK]
    condition_index : FCI, `central` over `replacement`, NaN where unknown. [%]
    """

    building_id: str
    low: float
    central: float
    high: float
    per_area: float
    worst: ConditionGrade | None
    assessed: int
    newest: int
    price_year: int = 0
    now: float = np.nan
    one_year: float = np.nan
    five_years: float = np.nan
    ten_years: float = np.nan
    later: float = np.nan
    undated: float = np.nan
    development: float = np.nan
    without_cost: int = 0
    not_inspected: int = 0
    twice: int = 0
    weighted: float = np.nan
    coverage: float = np.nan
    replacement: float = np.nan
    condition_index: float = np.nan


LAYOUT = Layout(
    "backlog",
    ("Maintenance backlog", "Vedlikeholdsetterslep"),
    BuildingBacklog,
    (
        *BUILDING,
        money("low", "Backlog low", "Etterslep lavt"),
        money("central", "Backlog", "Etterslep"),
        money("high", "Backlog high", "Etterslep høyt"),
        money("per_area", "Backlog per BTA", "Etterslep per BTA", "kr/m²"),
        year("price_year", "Price level", "Prisnivå"),
        money("now", "Due now", "Forfaller nå"),
        money("one_year", "Due within 1 year", "Forfaller innen 1 år"),
        money("five_years", "Due within 5 years", "Forfaller innen 5 år"),
        money("ten_years", "Due within 10 years", "Forfaller innen 10 år"),
        money("later", "Due later", "Forfaller senere"),
        money("undated", "Without deadline", "Uten frist"),
        money("development", "Development", "Utvikling"),
        whole("without_cost", "Parts without a cost", "Deler uten kostnad", None),
        whole("not_inspected", "Parts not inspected", "Deler ikke undersøkt", None),
        whole("twice", "Parts that may count twice", "Deler som kan telle to ganger", None),
        choice("worst", "Worst grade", "Verste tilstandsgrad", GRADES),
        number("weighted", "Weighted grade", "Vektet tilstandsgrad", decimals=3),
        number("coverage", "Coverage of the grade", "Dekning av tilstandsgraden", "%", 1),
        money("replacement", "Replacement value", "Gjenanskaffelsesverdi"),
        number("condition_index", "Condition index (FCI)", "Tilstandsindeks (FCI)", "%", 3),
        whole("assessed", "Assessments", "Vurderinger", None),
        year("newest", "Newest assessment", "Nyeste vurdering"),
    ),
)
