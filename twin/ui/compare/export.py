"""What leaves the compare page: a workbook, the table as text, a document."""

from functools import partial

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from twin.model.choice import PortfolioScenario
from twin.model.compared import Compared
from twin.ui.compare.outcome_table import outcome_rows
from twin.ui.dialogs.export_file import ask_for_file, ask_for_table, tell
from twin.ui.procurement.sheets import accounts_sheet
from twin.ui.report.write_report import png_bytes
from twin.ui.texts.comparing import basis_text, name_of, scale_of, title_of, unit_of
from twin.ui.texts.language import tr
from twin.workspace.jobs import Task
from twin.workspace.scenarios import comparing
from twin.workspace.scenarios.assumed import sheet
from twin.workspace.sheets import Sheet, write_sheets, write_text_table
from twin.workspace.workspace import Workspace


def ask_for_tables(parent: QWidget, workspace: Workspace) -> None:
    """Ask for a file and write the comparison: all of it as a workbook, the outcomes as text."""
    found = _shown(workspace)
    if found is None:
        return
    path, style = ask_for_table(parent, _name(workspace))
    if path is None:
        return
    sheets = sheets_of(found, comparing.scenarios(workspace))
    write = partial(write_sheets, path, sheets)
    if style is not None:
        write = partial(write_text_table, path, sheets[0], style)
    workspace.jobs.run(
        write,
        on_done=lambda count: tell(workspace, path, count),
        task=Task("Writing {name}", values={"name": path.name}),
    )


def ask_for_document(parent: QWidget, workspace: Workspace, picture: QImage | None) -> None:
    """Ask for a file and write the comparison as a PDF, with what the 3D view shows."""
    from twin.ui.compare.document import write_document

    found, portfolio = _shown(workspace), workspace.portfolio
    if found is None or portfolio is None:
        return
    path = ask_for_file(
        parent, tr("Export the comparison"), f"{_name(workspace)}.pdf", "PDF (*.pdf)"
    )
    if path is not None:
        about = workspace.building.name if workspace.building else portfolio.name
        png = png_bytes(picture) if picture is not None and not picture.isNull() else b""
        workspace.jobs.run(
            write_document, path, found, comparing.scenarios(workspace), (about, png),
            on_done=lambda _: workspace.notices.say("The report is in {name}.", name=str(path)),
            task=Task("Writing {name}", values={"name": path.name}),
        )  # fmt: skip


def _shown(workspace: Workspace) -> Compared | None:
    """What is compared; None with a notice while it is calculated."""
    state = workspace.state.comparing
    if state.found is None or state.is_stale:
        workspace.notices.say(
            "There is no comparison yet.", "Choose scenarios and wait for the result."
        )
        return None
    return state.found


def _name(workspace: Workspace) -> str:
    about = workspace.building or workspace.portfolio
    return f"{about.name if about else 'Twin'} - {tr('Comparison')}"


def sheets_of(found: Compared, scenarios: tuple[PortfolioScenario, ...]) -> tuple[Sheet, ...]:
    """The tables of the workbook, worded in the language of the user."""
    accounts = accounts_sheet([(name_of(o), o) for o in found.outcomes])
    return (
        _outcomes(found), _carriers(found), accounts, _choices(scenarios), _assumptions(found)
    )  # fmt: skip


def _outcomes(found: Compared) -> Sheet:
    head = [tr("Measured by"), tr("Unit"), tr("Scenario"), "P10", "P50", "P90", tr("Basis"),
            tr("Evidence")]  # fmt: skip
    rows: list[tuple[object, ...]] = []
    for line in outcome_rows(found.outcomes):
        one, scale = line.comparable, scale_of(line.comparable)
        for outcome in found.outcomes:
            own = outcome.of(one.key)
            ends = (own.value.p10, own.value.p50, own.value.p90)
            rows.append((
                title_of(one), unit_of(one), name_of(outcome), *(v * scale for v in ends),
                basis_text(own), own.supported,
            ))  # fmt: skip
    return Sheet(tr("Outcomes"), tuple(head), tuple(rows))


def _carriers(found: Compared) -> Sheet:
    rows = [
        (name_of(o), tr(carrier), kwh) for o in found.outcomes for carrier, kwh in
        sorted(o.by_carrier.items())
    ]  # fmt: skip
    return Sheet(tr("Bought energy"), (tr("Scenario"), tr("Carrier"), "kWh"), tuple(rows))


def _choices(scenarios: tuple[PortfolioScenario, ...]) -> Sheet:
    head = (tr("Scenario"), tr("Building"), tr("Measure"), tr("Supplier"), tr("Year"),
            tr("Comment"))  # fmt: skip
    rows = [
        (s.name, c.building_id, c.measure.title, c.supplier or tr("Catalogue"), c.year or "",
         c.comment)
        for s in scenarios for c in s.choices if c.is_on
    ]  # fmt: skip
    return Sheet(tr("Measures"), head, tuple(rows))


def _assumptions(found: Compared) -> Sheet:
    head = (tr("Assumption"), tr("Value"), tr("Unit"), tr("Source"), tr("Date"))
    rows = [
        (tr(line.title, **line.values), line.value, tr(line.unit), line.source, line.date)
        for line in sheet(found.assumptions)
    ]
    return Sheet(tr("Assumptions"), head, tuple(rows))
