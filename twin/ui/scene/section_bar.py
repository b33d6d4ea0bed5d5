"""A small bar over the scene: direction, place and side of the section."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSlider, QToolButton, QWidget

from twin.ui.language import tr
from twin.ui.scene.section_tool import SectionTool

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
        self._slider.setAccessibleName(tr("Place of the section"))
        self._flip = QToolButton()
        self._flip.setText(tr("Flip"))
        self._flip.setToolTip(tr("Keep the other side"))
        self._lay_out()
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
        for axis, label in LABELS.items():
            button = QToolButton()
            button.setText(tr(label))
            button.setCheckable(True)
            button.setProperty("axis", axis)
            self._axes.addButton(button)
            row.addWidget(button)
        row.addWidget(self._slider)
        row.addWidget(self._flip)

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
