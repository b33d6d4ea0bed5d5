"""Needs as a table or as a workshop; components as a table or by how often they fail."""

from twin.ui.desk import Desk
from twin.ui.records.kinds.components import COMPONENTS
from twin.ui.records.kinds.needs import NEEDS
from twin.ui.records.table import RecordTable
from twin.ui.texts.language import tr
from twin.ui.upkeep.failures_page import FailuresPage
from twin.ui.upkeep.views import Views
from twin.ui.upkeep.workshop_page import WorkshopPage


def need_views(desk: Desk, *, is_inside: bool = False) -> Views:
    """The table of needs and the workshop."""
    return Views(
        tr("Needs"),
        (
            ("table", tr("Table"), lambda: RecordTable(desk, NEEDS, is_inside=is_inside)),
            ("workshop", tr("Workshop"), lambda: WorkshopPage(desk, is_inside=is_inside)),
        ),
    )


def component_views(desk: Desk, *, is_inside: bool = False) -> Views:
    """The register of components and the time between their failures."""
    return Views(
        tr("Components"),
        (
            ("table", tr("Register"), lambda: RecordTable(desk, COMPONENTS, is_inside=is_inside)),
            (
                "failures",
                tr("Time between failures"),
                lambda: FailuresPage(desk, is_inside=is_inside),
            ),
        ),
    )
