"""A small bar over the scene: direction, place and side of the section."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSlider, QToolButton, QWidget

from twin.ui.scene.section_tool import SectionTool
from twin.ui.texts.language import tr

_STEPS = 1000
LABELS = {"level": "Level", "across": "Across", "along": "Along"}


class SectionBar(QFrame):
    """Controls a `SectionTool`."""

    def __init__(self, parent: QWidget, tool: SectionTool) -> None:
        super().__init__(parent)
        self.setObjectName("sectionBar")
        self.setProperty("role", "over3D")
        self._tool = tool
        self._axes = QButtonGroup(self)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, _STEPS)
        self._slider.setFixedWidth(150)
        self._flip = QToolButton()
        self._lay_out()
        self._name_all()
        self._connect()

    def reset(self) -> None:
        """Show the tool's starting place."""
        self._axes.buttons()[0].setChecked(True)
        self.show_share(self._tool.share())

    def show_share(self, share: float) -> None:
        """Put the slider where the plane is."""
        self._slider.blockSignals(True)
        self._slider.setValue(round(share * _STEPS))
        self._slider.blockSignals(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(4)
        for axis in LABELS:
            button = QToolButton()
            button.setCheckable(True)
            button.setProperty("axis", axis)
            self._axes.addButton(button)
            row.addWidget(button)
        row.addWidget(self._slider)
        row.addWidget(self._flip)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the language chosen now: the bar lives as long as the 3D view."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_all()
            self.adjustSize()
        super().changeEvent(event)

    def _name_all(self) -> None:
        for button in self._axes.buttons():
            button.setText(tr(LABELS[str(button.property("axis"))]))
        self._slider.setAccessibleName(tr("Place of the section"))
        self._flip.setText(tr("Flip"))
        self._flip.setToolTip(tr("Keep the other side"))

    def _connect(self) -> None:
        self._axes.buttonClicked.connect(self._use_axis)
        self._slider.valueChanged.connect(self._slide)
        self._flip.clicked.connect(self._tool.flip)
        self._tool.placed.connect(self.show_share)

    def _use_axis(self, button: QToolButton) -> None:
        self._tool.use_axis(str(button.property("axis")))
        self.show_share(self._tool.share())

    def _slide(self, value: int) -> None:
        self._tool.slide(value / _STEPS)
