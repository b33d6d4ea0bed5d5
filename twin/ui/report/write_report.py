"""Ask for a file and write the report of the what-if without blocking the window."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from twin.model.building import Building
from twin.model.scenario import Scenario, ScenarioResult
from twin.ui.report.document import ReportPicture, write_report
from twin.ui.texts.language import tr
from twin.ui.window.scene_link import SceneLink
from twin.workspace.jobs import Task
from twin.workspace.workspace import Workspace


def ask_and_write(parent: QWidget, workspace: Workspace, link: SceneLink) -> None:
    """Write the report of the what-if; without a result say how to get one."""
    building, scenario, result = workspace.building, workspace.scenario, workspace.result
    if building is None or scenario is None or result is None:
        workspace.notices.say("There is no result yet.", "Apply a proposal under What-if first.")
        return
    name = f"{building.name}.pdf"
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Save report"), name, "PDF (*.pdf)")
    if chosen:
        path = Path(chosen)
        pictures = _pictures(workspace, link)
        start(workspace, path, (building, scenario, result), pictures)


def start(
    workspace: Workspace,
    path: Path,
    what: tuple[Building, Scenario, ScenarioResult],
    pictures: tuple[ReportPicture, ...],
) -> None:
    """Write the report in a job; a notice says where it is."""

    def write(progress: object) -> None:
        del progress
        write_report(path, *what, pictures)

    def tell(_result: object) -> None:
        workspace.notices.say("The report is in {name}.", name=str(path))

    workspace.jobs.run(
        write, on_done=tell, task=Task("Writing {name}", values={"name": path.name})
    )


def _pictures(workspace: Workspace, link: SceneLink) -> tuple[ReportPicture, ...]:
    image = link.picture()
    if image is None or image.isNull():
        return ()
    caption = (
        tr("Before (left) and after (right)")
        if workspace.mode == "compare"
        else tr("The building as shown when the report was made")
    )
    return (ReportPicture(png_bytes(image), caption),)


def png_bytes(image: QImage) -> bytes:
    """The image as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide6 takes text here, and bytes only by its type stubs
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(buffer.data().data())
