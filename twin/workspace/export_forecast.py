"""The years to come as rows of a table: the figures of the page of the backlog."""

from collections.abc import Iterator

from twin.analysis.upkeep.forecast import Forecast
from twin.exporters.layouts.forecast import NOTHING, ForecastYear
from twin.model.importing import Progress
from twin.workspace.funding import FundingPlan, funding_plan, usual_wish
from twin.workspace.outlook import Outlook, building_outlook, outlook_of
from twin.workspace.portfolio import PortfolioData


def forecast_of_all(portfolio: PortfolioData, progress: Progress) -> list[ForecastYear]:
    """The years to come of the whole portfolio, as they are shown at first.

    Raises
    ------
    Cancelled
        If `progress` was told to stop.
    """
    if not len(portfolio.assessments):
        return []
    ahead = outlook_of(portfolio, progress)
    return forecast_rows(portfolio, ahead, funding_plan(portfolio, ahead, usual_wish(portfolio)))


def forecast_rows(
    portfolio: PortfolioData, ahead: Outlook, plan: FundingPlan, building_id: str = ""
) -> list[ForecastYear]:
    """Every year under each way to fund upkeep, of a building or of all ("")."""
    grades = building_outlook(portfolio, ahead, building_id) if building_id else ahead.grades
    return [*_if_nothing_is_done(grades, building_id), *_funded(plan, building_id)]


def _if_nothing_is_done(grades: Forecast, building_id: str) -> Iterator[ForecastYear]:
    for place, year in enumerate(grades.years.tolist()):
        low, middle, high = (float(v) for v in grades.mean_grade[:, place])
        yield ForecastYear(
            building_id, NOTHING, year, grade_low=low, grade=middle, grade_high=high
        )


def _funded(plan: FundingPlan, building_id: str) -> Iterator[ForecastYear]:
    for mode, curve in plan.curves.items():
        for place, year in enumerate(curve.years):
            values = (curve.backlog, curve.spend, curve.grade)
            figures = (float(row[place]) for value in values for row in value)
            yield ForecastYear(building_id, mode.value, year, *figures, price_year=plan.price_year)
