"""Which panel stands where in which mode."""

from functools import partial
from importlib import import_module

from PySide6.QtWidgets import QWidget

from twin.ui.compare.tools import compare_tools
from twin.ui.desk import Desk
from twin.ui.opportunities.tools import opportunity_tools
from twin.ui.window import tool_rows
from twin.ui.window.main_window import RIGHT_WIDE, ModeParts


def mode_parts(desk: Desk) -> dict[str, ModeParts]:
    """The parts of each mode; a panel's module is loaded when it is first shown."""
    return {
        "portfolio": ModeParts(
            partial(tool_rows.portfolio_tools, desk),
            partial(_panel, "filters", "FiltersPanel", desk),
            partial(_panel, "building_card", "BuildingCard", desk),
            partial(_panel, "portfolio_tabs", "PortfolioTabs", desk),
        ),
        "building": ModeParts(
            partial(tool_rows.building_tools, desk),
            partial(_panel, "structure_tree", "StructureTree", desk),
            partial(_panel, "property_card", "PropertyCard", desk),
            partial(_panel, "building_tabs", "BuildingTabs", desk),
            lower_height=300,
        ),
        "what-if": ModeParts(
            partial(tool_rows.what_if_tools, desk),
            partial(_sketch, "measure_list", "MeasureList", desk),
            partial(_panel, "what_if", "WhatIfPanel", desk),
            None,
            right_width=RIGHT_WIDE,
        ),
        "compare": ModeParts(
            partial(compare_tools, desk),
            None,
            None,
            partial(_compare, "page", "ComparePage", desk),
            lower_height=318,
        ),
        "opportunities": ModeParts(
            partial(opportunity_tools, desk),
            None,
            partial(_opportunities, "plan_pane", "PlanPane", desk),
            partial(_opportunities, "page", "OpportunityPage", desk),
            right_width=RIGHT_WIDE,
            shows_scene=False,
        ),
    }


def _panel(module: str, name: str, desk: Desk) -> QWidget:
    return getattr(import_module(f"twin.ui.panels.{module}"), name)(desk)


def _compare(module: str, name: str, desk: Desk) -> QWidget:
    return getattr(import_module(f"twin.ui.compare.{module}"), name)(desk)


def _sketch(module: str, name: str, desk: Desk) -> QWidget:
    return getattr(import_module(f"twin.ui.sketch.{module}"), name)(desk)


def _opportunities(module: str, name: str, desk: Desk) -> QWidget:
    return getattr(import_module(f"twin.ui.opportunities.{module}"), name)(desk)
