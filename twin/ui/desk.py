"""What every panel is given: workspace, filter, commands, what is chosen, saved views."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QAction

from twin.ui.filtering import Filtering
from twin.ui.opportunities.crossing import Crossing
from twin.ui.views.keeper import ViewKeeper
from twin.ui.what_if_choice import ProposalChoice
from twin.workspace.estimate import QuickEstimate
from twin.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """actions: by the names in `twin.ui.actions.ENTRIES`.  crossing : of opportunities.

    estimate : of the what-if, at once after every edit.
    """

    workspace: Workspace
    filtering: Filtering
    actions: Mapping[str, QAction]
    choice: ProposalChoice
    views: ViewKeeper
    estimate: QuickEstimate
    crossing: Crossing = field(default_factory=Crossing)
