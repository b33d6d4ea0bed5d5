"""First page: one recommended action, others, recents, language, numbers and theme."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.ui import icons, theme
from twin.ui.texts.language import LANGUAGES, tr
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.text import ElidedLabel, frame, label, picture, rule, tight

_WIDTH = 740


@dataclass(frozen=True, slots=True)
class Recent:
    """A portfolio opened before. picture: path of its thumbnail, None if there is none."""

    path: Path
    title: str
    note: str
    when: str
    picture: Path | None
    is_missing: bool


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
            card = _Card(command, icon, title, text)
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
            line = _Link(command, icon, text, key)
            line.pressed.connect(self.asked)
            column.addWidget(line)
        column.addStretch(1)
        return side

    def _recent_row(self, recent: Recent) -> QWidget:
        made = _RecentRow(recent)
        made.opened.connect(self.recent_opened)
        made.located.connect(self.recent_located)
        made.removed.connect(self.recent_removed)
        return made


def _cards() -> tuple[tuple[str, str, str, str], ...]:
    return (
        ("open_sample", "building", tr("Open the sample portfolio"),
         tr("12 buildings with full models, 3 years of hourly meters, 4 supplier proposals. "
            "Works offline.")),
        ("import", "document", tr("New portfolio from IFC models"),
         tr("Drop the files here. Each file is checked, and you see what is missing in it.")),
        ("open_portfolio", "folder", tr("Open a portfolio"),
         tr("A folder whose name ends in .twin. Nothing leaves this computer.")),
        ("import_proposal", "play", tr("Open a proposal to demonstrate"),
         tr("For suppliers. Prices of others and internal notes are never in the file.")),
    )  # fmt: skip


class _Pressable(QFrame):
    """Frame that acts as a button, by mouse and by keyboard."""

    pressed = Signal(str)

    def __init__(self, command: str, name: str) -> None:
        super().__init__()
        self._command = command
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press with the left button."""
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and is_inside:
            self.pressed.emit(self._command)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._command)
            return
        super().keyPressEvent(event)


class _Card(_Pressable):
    def __init__(self, command: str, icon: str, title: str, text: str) -> None:
        super().__init__(command, title)
        self._is_first = command == "open_sample"
        self.setFixedHeight(76 if self._is_first else 74)
        row = tight(QHBoxLayout(self), (20, 0, 20, 0), 16)
        row.addWidget(_IconWell(icon, self._is_first))
        column = tight(QVBoxLayout(), gap=1)
        column.addStretch(1)
        column.addWidget(label(title, "title"))
        column.addWidget(ElidedLabel(text, "secondary"))
        column.addStretch(1)
        row.addLayout(column, 1)
        if self._is_first:
            row.addWidget(label(tr("Enter"), "key"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Accent frame for the recommended one, a line for the rest."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self._is_first or self.hasFocus()
        width = 2 if is_lit else 1
        edge = "lineStrong" if self.underMouse() and not is_lit else "line"
        painter.setPen(QPen(theme.colour("accent" if is_lit else edge), width))
        painter.setBrush(theme.colour("accentSoft" if self._is_first else "surface2"))
        inset = width / 2
        box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 7, 7)


class _IconWell(QWidget):
    def __init__(self, icon: str, is_first: bool) -> None:
        super().__init__()
        self._icon = icon
        self._is_first = is_first
        self.setFixedSize(QSize(40, 40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rounded well with the icon in its middle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accentFill" if self._is_first else "surface0"))
        painter.drawRoundedRect(self.rect(), 5, 5)
        token = "textOnAccent" if self._is_first else "textSecondary"
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(10, 10, icons.pixmap(self._icon, token, 20, ratio))


class _Link(_Pressable):
    def __init__(self, command: str, icon: str, text: str, key: str) -> None:
        super().__init__(command, text)
        self.setFixedHeight(32)
        row = tight(QHBoxLayout(self), gap=8)
        row.addWidget(picture(icon))
        row.addWidget(label(text))
        row.addStretch(1)
        row.addWidget(label(key, "secondary"))


class _RecentRow(_Pressable):
    opened = Signal(object)
    located = Signal(object)
    removed = Signal(object)

    def __init__(self, recent: Recent) -> None:
        super().__init__("recent", recent.title)
        self._recent = recent
        self.setFixedHeight(80)
        row = tight(QHBoxLayout(self), gap=14)
        row.addWidget(_Thumbnail(recent.picture, recent.is_missing))
        column = tight(QVBoxLayout(), gap=1)
        column.addStretch(1)
        column.addWidget(ElidedLabel(recent.title, "strong"))
        note = tr("File not found") if recent.is_missing else recent.note
        column.addWidget(ElidedLabel(note, "secondary"))
        column.addStretch(1)
        row.addLayout(column, 1)
        if recent.is_missing:
            row.addWidget(self._link(tr("Locate…"), self.located))
            row.addWidget(self._link(tr("Remove"), self.removed))
        else:
            row.addWidget(label(recent.when, "caption"))
            self.pressed.connect(lambda: self.opened.emit(self._recent))

    def _link(self, text: str, signal: object) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "link")
        button.clicked.connect(lambda: signal.emit(self._recent))  # pyright: ignore[reportAttributeAccessIssue]  a bound signal
        return button


class _Thumbnail(QWidget):
    def __init__(self, picture_path: Path | None, is_missing: bool) -> None:
        super().__init__()
        self.setFixedSize(96, 60)
        self._icon = "warning" if is_missing else "building"
        self._picture = QPixmap(str(picture_path)) if picture_path else QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture cut to the frame, or an icon in its place."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, 4, 4)
        painter.setClipPath(shape)
        painter.fillPath(shape, theme.colour("surface3"))
        if self._picture.isNull():
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(38, 20, icons.pixmap(self._icon, "textSecondary", 20, ratio))
        else:
            grow = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            size = self._picture.size().scaled(self.size(), grow)
            left, top = (96 - size.width()) / 2, (60 - size.height()) / 2
            place = QRectF(left, top, size.width(), size.height())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        painter.setClipping(False)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
