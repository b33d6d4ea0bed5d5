"""Backlog of each building, as the table of buildings shows it."""

from dataclasses import dataclass

from twin.exporters.columns import BUILDING, choice, money, whole, year
from twin.exporters.layout import Layout
from twin.exporters.layouts.condition import GRADES
from twin.model.condition import ConditionGrade


@dataclass(frozen=True, slots=True)
class BuildingBacklog:
    """Cost of bringing what needs work to TG1.

    low, central, high : NaN where nobody has stated a cost. [NOK]
    per_area : of BTA; NaN where unknown. [NOK/m2]
    worst : gravest current grade, None if nobody has looked.
    assessed : how many current assessments there are.
    newest : year of the newest one, 0 if none.
    """

    building_id: str
    low: float
    central: float
    high: float
    per_area: float
    worst: ConditionGrade | None
    assessed: int
    newest: int


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
        choice("worst", "Worst grade", "Verste tilstandsgrad", GRADES),
        whole("assessed", "Assessments", "Vurderinger", None),
        year("newest", "Newest assessment", "Nyeste vurdering"),
    ),
)
