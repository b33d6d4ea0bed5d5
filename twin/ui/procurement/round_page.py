"""Which offers, which buildings, what counts how much."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.model.choice import AS_DEFAULTS
from twin.model.comparison import COMPARABLES
from twin.model.procurement import LINEAR, PROPORTIONAL, AwardCriterion, Round
from twin.ui.dialogs.form import field
from twin.ui.texts import numbers
from twin.ui.texts.comparing import title_of
from twin.ui.texts.language import tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import label, tight
from twin.workspace.procurement.rounds import FEWEST, USUAL
from twin.workspace.workspace import Workspace

MOST = 1000.0
KEY = Qt.ItemDataRole.UserRole


class RoundPage(QWidget):
    """Fields of a round. Signal: `wanted` with the round, when it shall be weighed."""

    wanted = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.secret = workspace.new_key()
        self.title = field(tr("Name of the round"), 300, tr("Round of {day}", day=_today()))
        self.offers, self.buildings = QListWidget(), QListWidget()
        self.offers.setAccessibleName(tr("Offers"))
        self.buildings.setAccessibleName(tr("Buildings"))
        for items in (self.offers, self.buildings):
            items.setSpacing(3)
            items.setTextElideMode(Qt.TextElideMode.ElideRight)
            items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.blind = QCheckBox(tr("Blind: suppliers are hidden until the choice is frozen"))
        self.weights: dict[str, QDoubleSpinBox] = {}
        self.models: dict[str, Choice] = {}
        self.evidence: dict[str, QCheckBox] = {}
        self.hint = label("", "secondary", wraps=True)
        self.weigh = QPushButton(tr("Weigh"))
        self.weigh.setProperty("role", "primary")
        self.weigh.clicked.connect(lambda: self.wanted.emit(self.round))
        self._build()
        self.offers.itemChanged.connect(lambda _item: self.show_hint())
        self.buildings.itemChanged.connect(lambda _item: self.show_hint())
        self.show_portfolio()

    @property
    def round(self) -> Round:
        """As the fields say."""
        shelf = self._workspace.state.shelf
        assumed = shelf.open.assumptions if shelf.open else AS_DEFAULTS
        title = self.title.text().strip() or tr("Round of {day}", day=_today())
        return Round(
            title,
            tuple(_checked(self.offers)),
            tuple(_checked(self.buildings)),
            self.criteria,
            replace(assumed, round_name=title),
            self.secret,
            self.blind.isChecked(),
        )

    @property
    def criteria(self) -> tuple[AwardCriterion, ...]:
        """Those with a weight."""
        return tuple(
            AwardCriterion(
                key, box.value(), self.models[key].key,
                needs_evidence=self.evidence[key].isChecked(), set_by=self._workspace.who,
            )
            for key, box in self.weights.items()
            if box.value() > 0
        )  # fmt: skip

    def show_portfolio(self) -> None:
        """List the accepted offers and the buildings; what is checked stays checked."""
        portfolio = self._workspace.portfolio
        entered = self._workspace.building
        offers = [p for p in portfolio.proposals if p.accepted] if portfolio else []
        _fill(self.offers, [(p.proposal_id, f"{p.supplier} · {p.title}") for p in offers], ())
        buildings = portfolio.buildings if portfolio else ()
        _fill(self.buildings, [(b.building_id, b.name) for b in buildings],
              (entered.building_id,) if entered else ())  # fmt: skip
        self.show_hint()

    def show_hint(self) -> None:
        """Say under which assumptions all are weighed, or what is missing."""
        offers, buildings = len(_checked(self.offers)), len(_checked(self.buildings))
        is_enough = offers >= FEWEST and buildings > 0
        self.weigh.setEnabled(is_enough)
        opened = self._workspace.state.shelf.open
        if not is_enough:
            text = tr("Choose two offers and one building at least.")
        elif opened is not None:
            text = tr("All under the assumptions of “{name}”, locked for the round.",
                      name=opened.name)  # fmt: skip
        else:
            text = tr("All under the assumptions of the program, locked for the round.")
        self.hint.setText(text)

    def _build(self) -> None:
        column = tight(QVBoxLayout(self), (0, 10, 0, 0), 8)
        first = tight(QHBoxLayout(), gap=10)
        first.addWidget(label(tr("Name of the round"), "secondary"))
        first.addWidget(self.title)
        first.addWidget(self.blind)
        first.addStretch(1)
        column.addLayout(first)
        row = tight(QHBoxLayout(), gap=14)
        row.addLayout(self._listed(tr("Offers"), self.offers), 5)
        row.addLayout(self._listed(tr("Buildings"), self.buildings), 3)
        row.addLayout(self._weighted(), 6)
        column.addLayout(row, 1)
        last = tight(QHBoxLayout(), gap=8)
        last.addWidget(self.hint, 1)
        last.addWidget(self.weigh)
        column.addLayout(last)

    def _listed(self, title: str, items: QListWidget) -> QVBoxLayout:
        column = tight(QVBoxLayout(), gap=4)
        head = tight(QHBoxLayout(), gap=6)
        head.addWidget(label(title, "strong"))
        head.addStretch(1)
        for text, is_on in ((tr("All"), True), (tr("None"), False)):
            button = QPushButton(text)
            button.setAccessibleName(f"{title}: {text}")
            button.clicked.connect(_checker(items, is_on))
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(items, 1)
        return column

    def _weighted(self) -> QVBoxLayout:
        column = tight(QVBoxLayout(), gap=4)
        head = tight(QHBoxLayout(), gap=6)
        head.addWidget(label(tr("What counts"), "strong"))
        head.addStretch(1)
        head.addWidget(label(tr("weight · points · only with evidence"), "caption"))
        column.addLayout(head)
        usual = {c.key: c.weight for c in USUAL}
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 2, 8, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for place, one in enumerate(sorted(COMPARABLES, key=lambda c: -usual.get(c.key, 0.0))):
            name = title_of(one)
            weight = QDoubleSpinBox()
            weight.setRange(0.0, MOST)
            weight.setDecimals(0)
            weight.setValue(usual.get(one.key, 0.0))
            weight.setFixedWidth(76)
            weight.setAccessibleName(tr("Weight of {name}", name=name))
            models = {LINEAR: tr("linear"), PROPORTIONAL: tr("proportional")}
            self.models[one.key] = Choice(tr("Points of {name}", name=name), models, LINEAR, 130)
            check = QCheckBox()
            check.setChecked(True)
            check.setAccessibleName(tr("{name}: only with evidence", name=name))
            self.weights[one.key], self.evidence[one.key] = weight, check
            grid.addWidget(label(name), place, 0)
            grid.addWidget(weight, place, 1)
            grid.addWidget(self.models[one.key], place, 2)
            grid.addWidget(check, place, 3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(made)
        column.addWidget(area, 1)
        return column


def _fill(items: QListWidget, rows: Iterable[tuple[str, str]], checked: Iterable[str]) -> None:
    kept = {*_checked(items), *checked}
    items.clear()
    for key, text in rows:
        item = QListWidgetItem(text)
        item.setData(KEY, key)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setToolTip(text)
        item.setCheckState(Qt.CheckState.Checked if key in kept else Qt.CheckState.Unchecked)
        items.addItem(item)


def _checked(items: QListWidget) -> list[str]:
    every = [items.item(row) for row in range(items.count())]
    return [str(i.data(KEY)) for i in every if i.checkState() == Qt.CheckState.Checked]


def _checker(items: QListWidget, is_on: bool):  # noqa: ANN202  a slot
    state = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked

    def check(_checked: bool = False) -> None:
        items.blockSignals(True)  # one word for all of them
        for row in range(items.count()):
            items.item(row).setCheckState(state)
        items.blockSignals(False)
        if items.count():
            items.itemChanged.emit(items.item(0))
        items.viewport().update()

    return check


def _today() -> str:
    return numbers.day(date.today())
