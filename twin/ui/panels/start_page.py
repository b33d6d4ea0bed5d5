"""First page: one recommended action, others, recents, language, numbers and theme."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from twin.ui.texts.language import LANGUAGES, tr
from twin.ui.widgets.pressable import ActionCard, ActionLink
from twin.ui.widgets.recent_row import Recent, RecentRow
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.text import frame, label, rule, tight

_WIDTH = 740


@dataclass(frozen=True, slots=True)
class StartChoices:
    """What is chosen at the foot of the page."""

    language: str
    numbers: str
    theme: str


class StartPage(QWidget):
    """Start page. Signals say what the user asked for."""

    asked = Signal(str)
    recent_opened = Signal(object)
    recent_located = Signal(object)
    recent_removed = Signal(object)
    chosen = Signal(str, str)

    def __init__(self, recents: Sequence[Recent], choices: StartChoices) -> None:
        super().__init__()
        self._choices = choices
        row = tight(QHBoxLayout(self))
        row.addWidget(self._main(), 2)
        row.addWidget(self._side(recents), 1)

    def _main(self) -> QFrame:
        page = frame("page")
        column = tight(QVBoxLayout(page), (96, 70, 24, 24), 0)
        column.addWidget(label(tr("See every building. Choose what to do first."), "display"))
        column.addSpacing(8)
        intro = tr(
            "Open the sample to look around. Nothing you do there can change your own data."
        )
        column.addWidget(label(intro, "intro", wraps=True))
        column.addSpacing(28)
        for command, icon, title, text in _cards():
            card = ActionCard(command, icon, title, text)
            card.setMaximumWidth(_WIDTH)
            card.pressed.connect(self.asked)
            column.addWidget(card)
            column.addSpacing(10)
        column.addSpacing(26)
        column.addLayout(self._foot())
        column.addStretch(1)
        return page

    def _foot(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=10)
        groups = (
            ("language", tr("Language"), tuple(LANGUAGES.items()), self._choices.language),
            ("numbers", tr("Numbers"), (("nb", "1 234,5"), ("en", "1,234.5")),
             self._choices.numbers),
            ("theme", tr("Theme"),
             (("light", tr("Light")), ("dark", tr("Dark")), ("system", tr("System"))),
             self._choices.theme),
        )  # fmt: skip
        for key, name, choices, chosen in groups:
            row.addWidget(label(name, "secondary"))
            segment = Segment(name, choices, small=True)
            segment.choose(chosen)
            segment.chosen.connect(self._chooser(key))
            row.addWidget(segment)
            row.addSpacing(10)
        row.addStretch(1)
        return row

    def _chooser(self, key: str) -> Callable[[str], None]:
        return lambda value: self.chosen.emit(key, value)

    def _side(self, recents: Sequence[Recent]) -> QFrame:
        side = frame("side")
        side.setMaximumWidth(480)
        column = tight(QVBoxLayout(side), (32, 80, 32, 24), 0)
        column.addWidget(label(tr("Recent"), "strong"))
        column.addSpacing(6)
        if not recents:
            text = tr("Portfolios you open are listed here.")
            column.addWidget(label(text, "secondary", wraps=True))
        for recent in recents[:5]:
            column.addWidget(self._recent_row(recent))
            column.addWidget(rule())
        column.addSpacing(22)
        column.addWidget(label(tr("Learn"), "strong"))
        column.addSpacing(4)
        for command, icon, text, key in (
            ("keys", "document", tr("Keys and mouse"), "F12"),
            ("about_numbers", "info", tr("How numbers and ranges are made"), "F1"),
        ):
            line = ActionLink(command, icon, text, key)
            line.pressed.connect(self.asked)
            column.addWidget(line)
        column.addStretch(1)
        return side

    def _recent_row(self, recent: Recent) -> QWidget:
        made = RecentRow(recent)
        made.opened.connect(self.recent_opened)
        made.located.connect(self.recent_located)
        made.removed.connect(self.recent_removed)
        return made


def _cards() -> tuple[tuple[str, str, str, str], ...]:
    return (
        ("open_sample", "building", tr("Open the sample portfolio"),
         tr("12 buildings with full models, 3 years of hourly meters, 12 supplier proposals. "
            "Works offline.")),
        ("import", "document", tr("New portfolio from IFC models"),
         tr("Drop the files here. Each file is checked, and you see what is missing in it.")),
        ("open_portfolio", "folder", tr("Open a portfolio"),
         tr("A folder whose name ends in .twin. Nothing leaves this computer.")),
        ("import_proposal", "play", tr("Open a proposal to demonstrate"),
         tr("For suppliers. Prices of others and internal notes are never in the file.")),
    )  # fmt: skip
