"""Condition to come, calculated in the background when it is first wanted.

The forecast comes first; then every year of the slider is prepared, so that going through them
only changes colours.
"""

from datetime import date
from typing import TYPE_CHECKING

from twin.errors import Cancelled
from twin.workspace.jobs import JobProgress, Task
from twin.workspace.outlook import FIRST_YEAR, LAST_YEAR, Outlook, outlook_of
from twin.workspace.portfolio import PortfolioData
from twin.workspace.row_condition import buildings_in

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

TOPIC = "outlook"
_PREPARING = "Preparing the years"


def look_ahead_if_wanted(workspace: "Workspace") -> None:
    """Calculate the forecast where a year to come is looked at and nobody has yet."""
    if workspace.state.year > date.today().year:
        look_ahead(workspace)


def look_ahead(workspace: "Workspace") -> None:
    """Calculate the forecast in the background, unless it is there or on its way.

    Cancelled before the forecast is there, the picture goes back to today.
    """
    portfolio, known = workspace.portfolio, workspace.state.outlook
    if portfolio is None or (known and known.is_of(portfolio)) or _is_looking(workspace):
        return

    def use(found: Outlook) -> None:
        if workspace.portfolio and found.is_of(workspace.portfolio):
            workspace.change(outlook=found)
        else:
            look_ahead_if_wanted(workspace)

    def tell(error: BaseException) -> None:
        now = workspace.state.outlook
        if now is None or workspace.portfolio is None or not now.is_of(workspace.portfolio):
            workspace.change(year=0)
        if not isinstance(error, Cancelled):
            workspace.notices.show(error)

    workspace.jobs.run(
        prepared, portfolio, on_part=use, on_error=tell,
        task=Task("Forecasting condition", TOPIC),
    )  # fmt: skip


def prepared(portfolio: PortfolioData, progress: JobProgress) -> None:
    """Send the forecast, then prepare the colours of every year.

    Raises
    ------
    Cancelled
        If the user does not want it any more.
    """
    ahead = outlook_of(portfolio, progress)
    progress.send(ahead)
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    near = sorted(years, key=lambda year: abs(year - date.today().year))
    for place, year in enumerate(near):
        progress.report(0.5 + 0.5 * place / len(near), _PREPARING)
        is_to_come = year > date.today().year
        buildings_in(portfolio, year, ahead if is_to_come else None)


def _is_looking(workspace: "Workspace") -> bool:
    return any(job.task.topic == TOPIC and not job.is_outdated for job in workspace.jobs.running)
