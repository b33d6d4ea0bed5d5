"""Several pages in one place, chosen by a switch that stands in the head of each."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from twin.ui.records.table import RecordTable
from twin.ui.upkeep.failures_page import FailuresPage
from twin.ui.upkeep.workshop_page import WorkshopPage
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.text import tight

Page = RecordTable | FailuresPage | WorkshopPage


class HasHead(Protocol):
    """A page with room for the switch at the left of its head."""

    head_row: QHBoxLayout


class Views(QWidget):
    """One of several pages; a page is made when it is first looked at.

    pages : key, title in the user's language and maker, in order.
    """

    def __init__(self, name: str, pages: Sequence[tuple[str, str, Callable[[], Page]]]) -> None:
        super().__init__()
        self._name = name
        self._choices = [(key, title) for key, title, _ in pages]
        self._makers = {key: maker for key, _, maker in pages}
        self.pages: dict[str, Page] = {}
        self._switches: dict[str, Segment] = {}
        self._stack = QStackedWidget()
        tight(QVBoxLayout(self)).addWidget(self._stack)
        self.turn_to(pages[0][0])

    @property
    def shown(self) -> Page:
        """The page that is looked at."""
        return next(p for p in self.pages.values() if p is self._stack.currentWidget())

    def turn_to(self, key: str) -> None:
        """Show a page."""
        if key not in self.pages:
            made = self.pages[key] = self._makers[key]()
            self._switches[key] = self._switch(made)
            self._stack.addWidget(made)
        self._switches[key].choose(key)
        self._stack.setCurrentWidget(self.pages[key])

    def _switch(self, page: HasHead) -> Segment:
        made = Segment(self._name, self._choices, small=True)
        made.chosen.connect(self.turn_to)
        page.head_row.insertWidget(0, made)
        return made
