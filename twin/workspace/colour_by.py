"""Colour buildings or elements by an overlay: one class per row, no rebuild."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from twin import registry
from twin.analysis.u_values import element_u_values
from twin.errors import MissingInput
from twin.model.maintenance import Duty
from twin.model.overlay import Colouring, Overlay, OverlayInput
from twin.model.register import Component
from twin.workspace.known_model import with_known_values
from twin.workspace.portfolio import PortfolioData
from twin.workspace.row_condition import condition_shown, shown_year
from twin.workspace.row_plan import row_plan
from twin.workspace.state import State


@dataclass(frozen=True, slots=True)
class OverlayChoice:
    """An entry of the overlay menu."""

    name: str
    label: str
    group: str = ""


GROUPS: dict[str, tuple[str, ...]] = {
    "Condition": (
        "condition", "condition_weighted", "risk", "remaining_life", "maintenance_backlog",
        "data_age", "data_quality",
    ),
    "Work and needs": (
        "open_work_orders", "overdue_work", "failures_per_year", "repeat_failures",
        "legal_duties", "needs",
    ),
    "Energy": (
        "energy_use", "energy_certificate", "u_value", "u_value_source", "surface_sun", "plan",
    ),
    "Building model": ("storey", "ifc_class", "changes"),
}  # fmt: skip
"""Overlays of the menu by the title they stand under; those of condition follow the years."""
FOLLOWS_YEARS = frozenset(GROUPS["Condition"])


@cache
def overlays() -> dict[str, Overlay]:
    """Every overlay by its name: the module's name in `twin.analysis.overlays`."""
    from twin.analysis import overlays as package

    return registry.load(package, "OVERLAY", Overlay)


def choices(state: State) -> tuple[OverlayChoice, ...]:
    """Overlays that can colour what is shown now."""
    scope = "building" if state.shows_building else "portfolio"
    group_of = {name: group for group, names in GROUPS.items() for name in names}
    order = list(group_of)
    found = [
        OverlayChoice(name, overlay.label, group_of.get(name, "Others"))
        for name, overlay in overlays().items()
        if overlay.scope in (scope, "both")
    ]
    last = len(order)
    return tuple(sorted(found, key=lambda c: order.index(c.name) if c.name in group_of else last))


def colouring(state: State) -> Colouring | None:
    """Class of each row shown now; None for the realistic picture or without rows.

    Raises
    ------
    MissingInput
        If there is no overlay of that name.
    """
    if not state.overlay:
        return None
    overlay = overlays().get(state.overlay)
    if overlay is None or state.overlay not in {c.name for c in choices(state)}:
        raise MissingInput(
            "There is no overlay called {name} here; the colours stay as they are.",
            "Choose one of: {names}.",
            name=state.overlay,
            names=", ".join(c.name for c in choices(state)),
        )
    source = overlay_input(state)
    return overlay.colour(source) if source else None


def overlay_input(state: State) -> OverlayInput | None:
    """What an overlay may read of what is shown now, None when nothing is."""
    portfolio = state.portfolio
    if state.shows_building:
        return _building_input(state) if state.building and state.model else None
    return _portfolio_input(state, portfolio) if portfolio and portfolio.buildings else None


def day_shown(state: State) -> date | None:
    """Last day of the year that is looked back at, None for today and for years to come."""
    year = shown_year(state)
    return date(year, 12, 31) if year and year < date.today().year else None


def _building_input(state: State) -> OverlayInput:
    building, portfolio = state.building, state.portfolio
    model = with_known_values(state.model, state.known)
    if building is None or model is None or portfolio is None:
        raise MissingInput("No building is entered.", "Enter a building first.")
    row = portfolio.row_of.get(building.building_id)
    per_m2 = portfolio.delivered_per_m2[[] if row is None else [row]]
    return OverlayInput(
        buildings=(building,),
        model=model,
        assessments=portfolio.assessments_of(building.building_id),
        work_orders=portfolio.work_orders_of(building.building_id),
        u_value=element_u_values(len(model.elements), model.envelope, None),
        delivered_per_m2=per_m2,
        sun=np.zeros(0) if state.sun is None else state.sun.values,
        needs=portfolio.needs_of(building.building_id),
        components=portfolio.of_kind(Component, building.building_id),
        changes=state.model_versions.changes,
        as_of=day_shown(state),
        condition=condition_shown(state),
        duties=portfolio.of_kind(Duty, building.building_id),
        today=date.today(),
    )


def _portfolio_input(state: State, portfolio: PortfolioData) -> OverlayInput:
    return OverlayInput(
        buildings=portfolio.buildings,
        model=None,
        assessments=portfolio.assessments,
        work_orders=portfolio.work_orders,
        u_value=np.zeros(0),
        delivered_per_m2=portfolio.delivered_per_m2,
        needs=portfolio.needs,
        components=portfolio.of_kind(Component),
        as_of=day_shown(state),
        condition=condition_shown(state),
        duties=portfolio.of_kind(Duty),
        today=date.today(),
        certificates=portfolio.certificates,
        plan=row_plan(state),
    )
