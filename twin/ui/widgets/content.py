"""Other content for a scroll area, safe where the old content asked for it."""

from PySide6.QtWidgets import QScrollArea, QWidget


def put_into(area: QScrollArea, content: QWidget) -> None:
    """Show other content; the old one goes once its events are handled.

    `QScrollArea.setWidget` would delete it at once, in the middle of its own click.
    """
    before = area.takeWidget()
    if before is not None:
        before.hide()
        before.deleteLater()
    area.setWidget(content)
