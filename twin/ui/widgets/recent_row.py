"""A portfolio opened before, with its picture."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.ui import icons, theme
from twin.ui.texts.language import tr
from twin.ui.widgets.pressable import Pressable
from twin.ui.widgets.text import ElidedLabel, label, tight


@dataclass(frozen=True, slots=True)
class Recent:
    """A portfolio opened before. picture: path of its thumbnail, None if there is none."""

    path: Path
    title: str
    note: str
    when: str
    picture: Path | None
    is_missing: bool


class RecentRow(Pressable):
    """Opens a portfolio, or locates or removes one that is gone. Signals carry the `Recent`."""

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
