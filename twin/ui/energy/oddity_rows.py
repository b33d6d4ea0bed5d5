"""What is odd in the readings, one line each that opens to show when it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.model.finding import Severity
from twin.ui import icons
from twin.ui.texts.language import finding_texts, tr
from twin.ui.widgets.day_strip import DayStrip
from twin.ui.widgets.pressable import Pressable
from twin.ui.widgets.text import label, picture, tight
from twin.workspace.oddities import Oddity

GAP, MOST_GAPS = "gap", 2
SMALL = 12


def told(oddities: tuple[Oddity, ...]) -> tuple[list[Oddity], int]:
    """What is shown: of the gaps only the largest, and how many more there are."""
    gaps = [one for one in oddities if one.finding.code == GAP]
    gaps.sort(key=lambda one: -float(one.finding.values.get("energy", 0.0)))
    rest = [one for one in oddities if one.finding.code != GAP]
    return rest + gaps[:MOST_GAPS], max(len(gaps) - MOST_GAPS, 0)


def oddity_text(oddity: Oddity) -> str:
    """Meter and all sentences of its finding."""
    sentences = " ".join(text for text in finding_texts(oddity.finding) if text)
    return f"{oddity.meter}: {sentences}"


class OddityRow(QWidget):
    """A warning and what it warns of; pressing it shows the days it is about."""

    def __init__(self, oddity: Oddity) -> None:
        super().__init__()
        self._oddity = oddity
        self._strip: DayStrip | None = None
        text = oddity_text(oddity)
        self._column = tight(QVBoxLayout(self), (0, 2, 0, 0), 2)
        self.head = Pressable("oddity", text)
        self.head.setToolTip(tr("Show when"))
        row = tight(QHBoxLayout(self.head), (0, 1, 0, 1), 6)
        is_fault = oddity.finding.severity is not Severity.INFO
        mark = picture("warning", "warn", SMALL) if is_fault else picture("info", size=SMALL)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, "caption", wraps=True), 1)
        self._arrow = picture("chevron-right", size=SMALL)
        row.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignTop)
        self.head.pressed.connect(lambda _command: self.toggle())
        self._column.addWidget(self.head)

    @property
    def is_open(self) -> bool:
        """Whether the days are shown."""
        return self._strip is not None and not self._strip.isHidden()

    def toggle(self) -> None:
        """Show the days, or hide them again."""
        if self._strip is None:
            one = self._oddity
            self._strip = DayStrip(one.begin, [float(v) for v in one.days], one.first, one.last)
            self._column.addWidget(self._strip)
            self._strip.show()
        else:
            self._strip.setHidden(not self._strip.isHidden())
        name = "chevron-down" if self.is_open else "chevron-right"
        ratio = self.devicePixelRatioF()
        self._arrow.setPixmap(icons.pixmap(name, "textSecondary", SMALL, ratio))
