"""The page of opportunities: tiles, charts, map and table; each filters the others."""

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from twin.model.arrays import BoolArray
from twin.model.opportunity import Ladders
from twin.ui.desk import Desk
from twin.ui.opportunities import asked
from twin.ui.opportunities.card import card
from twin.ui.opportunities.cost_curve import CostCurve
from twin.ui.opportunities.crossing import CHART, IN_PLAN, MAP, TABLE, Picked
from twin.ui.opportunities.footprint_map import FootprintMap
from twin.ui.opportunities.key import Key
from twin.ui.opportunities.places import places_of, points_of
from twin.ui.opportunities.reasons import WhyBox
from twin.ui.opportunities.scatter import Points, WastePlot
from twin.ui.opportunities.stages import Stages
from twin.ui.opportunities.state_bar import StateBar
from twin.ui.opportunities.table import OpportunityTable
from twin.ui.opportunities.tile_row import TileRow
from twin.ui.opportunities.tornado import Tornado
from twin.ui.texts.language import tr
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import ElidedLabel, frame, tight
from twin.workspace.opportunities import Board
from twin.workspace.opportunity_rows import OpportunityRows, ordinary, years_of_singles
from twin.workspace.plan import PlanShown
from twin.workspace.potential import bars, tiles
from twin.workspace.stability import Swing, ask_stability
from twin.workspace.upkeep import facts

SPLIT = (300, 250)
AT_REST = 400  # milliseconds after the last change before the order is tested
PLAN_RESTS = 150  # milliseconds that a plan must stand before the table follows it


class OpportunityPage(QWidget):
    """Centre of the window in its mode."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tiles = TileRow()
        self.state = StateBar(desk)
        self.scatter, self.map, self.curve = WastePlot(), FootprintMap(), CostCurve()
        self.table, self.tornado, self.why = OpportunityTable(desk), Tornado(), WhyBox(desk)
        self._tested: PlanShown | None = None
        self._picked = Picked()
        self._filtered: tuple[object, object] = (None, None)
        self._ids: frozenset[str] = frozenset()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(self._test_order)
        self.stages = Stages(
            {
                "state": self.state.show_state,
                "points": self._show_points,
                "tiles": self._show_tiles,
                "curve": self._show_curve,
                "table": self._show_table,
                "why": self.why.show_why,
                "select": self._select,
            },
            self,
        )
        column = tight(QVBoxLayout(self), (12, 12, 12, 12), 12)
        column.addWidget(self.state)
        column.addWidget(self.tiles)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(12)
        self._split.setProperty("role", "gap")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._charts())
        self._split.addWidget(self._lower())
        self._split.setSizes(list(SPLIT))
        column.addWidget(self._split, 1)
        self._connect()
        self.show_all()

    def show_all(self) -> None:
        """Everything that depends on what was found, planned and picked, part after part."""
        if not self.isVisible():
            return
        if self._board is None:
            self._show_nothing()
            return
        self.stages.ask()
        self._resting.start(AT_REST)

    def show_plan(self) -> None:
        """What depends on the plan: the curve at once, the rest when limits have come to rest."""
        if not self.isVisible() or self._board is None:
            return
        self.stages.ask("curve")
        self.stages.ask_at_rest(PLAN_RESTS, "points", "tiles", "table", "why")
        self._resting.start(AT_REST)

    def turn_to(self, key: str) -> None:
        """Show the table, the order or the reasons below the charts."""
        self._tabs.turn_to(key)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for opportunities when somebody first looks."""
        super().showEvent(event)
        workspace = self._desk.workspace
        if asked.board_of(workspace) is None and not asked.is_finding(workspace):
            crossing = self._desk.crossing
            asked.find(workspace, crossing.must, crossing.never)
        self.show_all()

    def _connect(self) -> None:
        workspace, crossing = self._desk.workspace, self._desk.crossing
        for changed in (
            workspace.opportunities_changed, workspace.portfolio_changed,
            self._desk.filtering.changed,
        ):  # fmt: skip
            changed.connect(self.show_all)
        crossing.changed.connect(self._show_picked)
        workspace.plan_changed.connect(self.show_plan)
        crossing.wishes_changed.connect(lambda: self.stages.ask("state", "table"))
        workspace.selection_changed.connect(self._take_selection)
        crossing.changed.connect(
            lambda: workspace.change(measures_looked_at=crossing.picked.measures)
        )
        self.scatter.picked.connect(lambda ids: self._pick(ids, CHART))
        self.map.picked.connect(lambda ids: self._pick(ids, MAP))
        self.table.picked.connect(lambda ids: self._pick(ids, TABLE))
        self.table.explained.connect(self.why.ask)
        self.curve.picked.connect(crossing.pick_measures)

    def _pick(self, ids: frozenset[str], source: str) -> None:
        if source != TABLE:
            self.table.drop_marks()
        self._desk.crossing.pick_buildings(ids, source)

    def _show_picked(self) -> None:
        """Everything follows but the table where the pick was made in it."""
        picked, before = self._desk.crossing.picked, self._picked
        self._picked = picked
        own = {"", TABLE}
        same = (picked.measures, picked.part) == (before.measures, before.part)
        if not self.isVisible() or self._board is None:
            return
        if same and {picked.source, before.source} <= own:
            self.stages.ask("points", "tiles", "curve", "why", "select")
        else:
            self.stages.ask()

    def _select(self) -> None:
        """Mark what is picked in the 3D view."""
        self._desk.workspace.select(self._desk.crossing.picked.buildings)

    def _take_selection(self) -> None:
        """Follow what is picked in the 3D view."""
        workspace, crossing = self._desk.workspace, self._desk.crossing
        if workspace.mode == "opportunities":
            chosen = workspace.selection
            if chosen != crossing.picked.buildings:
                crossing.pick_buildings(chosen, "3D")

    def _charts(self) -> QWidget:
        made = QWidget()
        row = tight(QHBoxLayout(made), gap=12)
        self._where = QStackedWidget()
        for view in (self.scatter, self.map):
            self._where.addWidget(view)
        choices = [("chart", tr("Chart")), ("map", tr("Map"))]
        self.switch = Segment(tr("Chart or map"), choices, small=True)
        self.switch.choose("chart")
        self.switch.chosen.connect(self.show_where)
        left, self._where_said = card(
            tr("Where is the waste?"), tr("drag to select"), self._where, self.switch
        )
        choices = [("measure", tr("By measure")), ("step", tr("Each step"))]
        self.grain = Segment(tr("Bars of the curve"), choices, small=True)
        self._grain = "measure"
        self.grain.choose("measure")
        self.grain.chosen.connect(self._show_grain)
        right, self._curve_said = card(tr("What pays?"), "", _with_legend(self.curve), self.grain)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        return made

    def show_where(self, key: str) -> None:
        """Show the chart or the map."""
        self.switch.choose(key)
        self._where.setCurrentWidget(self.map if key == "map" else self.scatter)
        self.stages.ask("points")

    def _show_grain(self, key: str) -> None:
        self._grain = key
        self.stages.ask("curve")

    def _lower(self) -> QWidget:
        made = frame("card")
        self._tabs = Tabs("tableHead")
        self._tabs.add("table", tr("Opportunities"), self.table)
        self._tabs.add_note(self.table.head())
        self._tabs.turned.connect(lambda key: self.table.head().setVisible(key == "table"))
        self._tabs.add("order", tr("Is the order stable?"), self.tornado)
        self._tabs.add("why", tr("Why in or out?"), self.why)
        tight(QVBoxLayout(made), (1, 1, 1, 1)).addWidget(self._tabs)
        return made

    @property
    def _board(self) -> Board | None:
        workspace = self._desk.workspace
        return asked.board_of(workspace) if workspace.portfolio is not None else None

    def _admitted(self) -> frozenset[str]:
        """Ids of the buildings that pass the filters; found anew when either changes."""
        portfolio, filtering = self._desk.workspace.portfolio, self._desk.filtering
        asked_now = (portfolio, filtering.current)
        if asked_now != self._filtered:
            buildings = portfolio.buildings if portfolio else ()
            shown = filtering.shown(buildings, facts(portfolio))
            self._filtered, self._ids = asked_now, frozenset(b.building_id for b in shown)
        return self._ids

    def _show_nothing(self) -> None:
        waiting = asked.is_finding(self._desk.workspace)
        text = tr("Calculating every measure on every building …") if waiting else tr(
            "Nothing has been calculated yet. Press Recalculate to look for opportunities."
        )  # fmt: skip
        self.tiles.show_tiles(None)
        self.scatter.show_points(Points(), text)
        self.curve.show_bars(None, (), {}, text)
        self.map.show_places(())
        self.table.show_rows((), 0, text)
        self.tornado.show_swings(())

    def _show_points(self) -> None:
        board, picked = self._board, self._desk.crossing.picked
        if board is None:
            return
        admitted = self._admitted()
        if self._where.currentWidget() is self.map:
            plan = asked.plan_of(self._desk.workspace)
            self.map.show_places(places_of(board, plan, picked, admitted))
        points = points_of(board, picked, admitted)
        text = (
            tr("No building passes the filters; clear some of them above.")
            if board.ladders is not None
            else tr("Putting packages together …")
        )
        self.scatter.show_points(points, text)
        unmetered = int((points.admitted & ~np.isfinite(points.across)).sum())
        hint = tr("y: saving, 1000 kr per year · size: m²")
        if unmetered:
            hint = f"{hint} · " + tr("{count} without meters", count=unmetered)
        self._where_said.set_whole(hint)

    def _show_tiles(self) -> None:
        board = self._board
        if board is None or board.ladders is None:
            self.tiles.show_tiles(None)
            return
        picked, admitted = self._desk.crossing.picked, self._admitted()
        rows = picked.rows(board.found, admitted)
        count = int(picked.shown(board.found.buildings, admitted).sum())
        self.tiles.show_tiles(tiles(board, rows, self._steps(board.ladders), count), board)

    def _show_curve(self) -> None:
        board = self._board
        if board is None or board.ladders is None:
            self.curve.show_bars(None, (), {}, tr("Putting packages together …"))
            return
        plan, steps = asked.plan_of(self._desk.workspace), self._steps(board.ladders)
        found = bars(board, steps, plan, by_measure=self._grain == "measure")
        empty = tr("No measure here saves energy.")
        self.curve.show_bars(found, board.found.measures, board.titles, empty)
        hint = tr("net kr per saved kWh · width: GWh/y")
        if found.without:
            hint = f"{hint} · " + tr("{count} save no energy", count=found.without)
        self._curve_said.set_whole(hint)

    def _show_table(self) -> None:
        board, crossing = self._board, self._desk.crossing
        if board is None:
            return
        picked, plan = crossing.picked, asked.plan_of(self._desk.workspace)
        which = picked.rows(board.found, self._admitted(), TABLE)
        if picked.part and plan is not None:
            taken = years_of_singles(board, plan) > 0
            which = which & (taken if picked.part == IN_PLAN else ~taken)
        which = which & ordinary(board, picked.measures)
        places = np.flatnonzero(which).astype(np.int32)
        rows = OpportunityRows(board, places, plan, (crossing.must, crossing.never))
        self.table.show_rows(
            rows, len(board.found), tr("No opportunity passes the filters; clear some above.")
        )

    def _steps(self, ladders: Ladders) -> BoolArray:
        """Steps of the packages that are looked at."""
        picked, plan = self._desk.crossing.picked, asked.plan_of(self._desk.workspace)
        steps = picked.rows(ladders.steps, self._admitted())
        if not picked.part or plan is None:
            return steps
        taken = plan.year > 0
        return steps & (taken if picked.part == IN_PLAN else ~taken)

    def _test_order(self) -> None:
        """Ask how the worth of the plan moves, once for each exact plan."""
        shown = asked.plan_shown(self._desk.workspace)
        if shown is None or not shown.is_final or shown is self._tested:
            return
        self._tested = shown

        def show(found: tuple[Swing, ...]) -> None:
            if shown is self._tested:
                self.tornado.show_swings(found)

        ask_stability(self._desk.workspace, shown, show)


def _with_legend(curve: CostCurve) -> QWidget:
    """The chart with what its colours and its order mean below it."""
    made = QWidget()
    column = tight(QVBoxLayout(made))
    column.addWidget(curve, 1)
    foot = tight(QHBoxLayout(), (12, 0, 12, 8), 10)
    foot.addWidget(Key("accent", tr("In the plan")))
    foot.addWidget(Key("surface3", tr("Not in the plan"), "controlBorder"))
    foot.addWidget(ElidedLabel(tr("By net cost, interactions counted once"),
                               "secondary"), 1)  # fmt: skip
    column.addLayout(foot)
    return made
