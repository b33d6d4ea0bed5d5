"""What tables of recurring work and legal duties can do beyond editing."""

from collections.abc import Sequence
from datetime import date

from twin.model.edit import Edit
from twin.model.maintenance import Duty
from twin.ui.desk import Desk
from twin.ui.records.table import RecordTable, RowAction
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace import care, duty_kinds


def plan_actions(desk: Desk) -> tuple[RowAction, ...]:
    """Next order and done, for the marked plans."""
    workspace = desk.workspace

    def order(table: RecordTable) -> None:
        portfolio = workspace.portfolio
        if portfolio is None or not _has_picked(desk, table):
            return
        edits = care.next_orders(portfolio, table.picked, workspace.new_key, date.today())
        if edits:
            workspace.store(edits, _what("Order {name}", "Order {count} jobs", table.picked))
        else:
            workspace.notices.say(
                "The marked work has an open order already, or no day on which it is due."
            )

    def done(table: RecordTable) -> None:
        portfolio = workspace.portfolio
        if portfolio is not None and _has_picked(desk, table):
            edits = care.plans_done(portfolio, table.picked, date.today())
            workspace.store(edits, _what("Done: {name}", "{count} jobs done", table.picked))

    return (
        RowAction("plus", tr("Order next"), tr("Make the next work order of the marked work"),
                  order),
        RowAction("check", tr("Done today"), tr("Mark it as done today; its open order is closed "
                                                "and its legal duty moves on"), done),
    )  # fmt: skip


def duty_actions(desk: Desk) -> tuple[RowAction, ...]:
    """Done, and the usual duties of the chosen buildings."""
    workspace = desk.workspace

    def done(table: RecordTable) -> None:
        if _has_picked(desk, table):
            edits = care.duties_done(table.picked, date.today())
            workspace.store(edits, _what("Done: {name}", "{count} duties done", table.picked))

    return (
        RowAction("plus", tr("Add the usual duties"),
                  tr("Add the legal duties that such buildings usually have: of the chosen "
                     "buildings, or of the entered one"), lambda _: add_usual_duties(desk)),
        RowAction("check", tr("Done today"), tr("The control was done today, without deviation"),
                  done),
    )  # fmt: skip


def add_usual_duties(desk: Desk) -> list[Edit]:
    """Add what the chosen buildings lack as one step; returns what was added."""
    workspace = desk.workspace
    portfolio = workspace.portfolio
    if portfolio is None:
        return []
    inside = workspace.building if workspace.mode != "portfolio" else None
    chosen = {inside.building_id} if inside else workspace.selection
    buildings = [b for b in portfolio.buildings if b.building_id in chosen]
    if not buildings:
        workspace.notices.say(
            "Choose one or more buildings first; the duties belong to them.",
            "Click a building in the 3D view or in the table of buildings.",
        )
        return []
    known = portfolio.of_kind(Duty)
    edits = duty_kinds.usual_duties(buildings, known, workspace.new_key, tr)
    if not edits:
        workspace.notices.say("The usual duties are there already; nothing was added.")
        return []
    count = numbers.number(len(edits))
    workspace.store(edits, tr("Add {count} usual legal duties", count=count))
    return edits


def _has_picked(desk: Desk, table: RecordTable) -> bool:
    if not table.picked:
        desk.workspace.notices.say("Mark one or more lines of the table first.")
    return bool(table.picked)


def _what(one: str, many: str, records: Sequence[object]) -> str:
    if len(records) == 1:
        return tr(one, name=getattr(records[0], "title", ""))
    return tr(many, count=numbers.number(len(records)))
