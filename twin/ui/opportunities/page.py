"""The page of opportunities: tiles, charts, map and table; each filters the others."""

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from twin.model.arrays import BoolArray
from twin.ui.desk import Desk
from twin.ui.opportunities import asked
from twin.ui.opportunities.card import card
from twin.ui.opportunities.cost_curve import CostCurve
from twin.ui.opportunities.crossing import CHART, IN_PLAN, MAP, TABLE
from twin.ui.opportunities.footprint_map import FootprintMap
from twin.ui.opportunities.places import places_of, points_of
from twin.ui.opportunities.reasons import WhyBox
from twin.ui.opportunities.scatter import Points, WastePlot
from twin.ui.opportunities.state_bar import StateBar
from twin.ui.opportunities.table import OpportunityTable
from twin.ui.opportunities.tile_row import TileRow
from twin.ui.opportunities.tornado import Tornado
from twin.ui.texts.language import tr
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.tabs import Tabs
from twin.ui.widgets.text import frame, tight
from twin.workspace.opportunities import Board
from twin.workspace.opportunity_rows import OpportunityRows
from twin.workspace.plan import PlanShown
from twin.workspace.potential import bars, tiles
from twin.workspace.stability import Swing, ask_stability
from twin.workspace.upkeep import facts

SPLIT = (300, 250)
AT_REST = 400  # milliseconds after the last change before the order is tested


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
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(self._test_order)
        column = tight(QVBoxLayout(self), (12, 12, 12, 12), 12)
        column.addWidget(self.state)
        column.addWidget(self.tiles)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setHandleWidth(12)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._charts())
        self._split.addWidget(self._lower())
        self._split.setSizes(list(SPLIT))
        column.addWidget(self._split, 1)
        self._connect()
        self.show_all()

    def show_all(self) -> None:
        """Everything that depends on what was found, planned and picked."""
        if not self.isVisible():
            return
        workspace = self._desk.workspace
        board = asked.board_of(workspace)
        self.state.show_state()
        if board is None or workspace.portfolio is None:
            self._show_nothing()
            return
        self._show_points(board)
        self._show_sums(board)
        self._show_table(board)
        self.why.show_why()
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
            workspace.opportunities_changed, workspace.plan_changed, workspace.portfolio_changed,
            crossing.changed, crossing.wishes_changed, self._desk.filtering.changed,
        ):  # fmt: skip
            changed.connect(self.show_all)
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
        self._desk.crossing.pick_buildings(ids, source)
        self._desk.workspace.select(ids)

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
        right, self._curve_said = card(tr("What pays?"), "", self.curve, self.grain)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        return made

    def show_where(self, key: str) -> None:
        """Show the chart or the map."""
        self.switch.choose(key)
        self._where.setCurrentWidget(self.map if key == "map" else self.scatter)

    def _show_grain(self, key: str) -> None:
        self._grain = key
        self.show_all()

    def _lower(self) -> QWidget:
        made = frame("card")
        self._tabs = Tabs("tableHead")
        self._tabs.add("table", tr("Opportunities"), self.table)
        self._tabs.add("order", tr("Is the order stable?"), self.tornado)
        self._tabs.add("why", tr("Why in or out?"), self.why)
        tight(QVBoxLayout(made), (1, 1, 1, 1)).addWidget(self._tabs)
        return made

    def _admitted(self) -> frozenset[str]:
        portfolio = self._desk.workspace.portfolio
        buildings = portfolio.buildings if portfolio else ()
        shown = self._desk.filtering.shown(buildings, facts(portfolio))
        return frozenset(b.building_id for b in shown)

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

    def _show_points(self, board: Board) -> None:
        workspace, picked = self._desk.workspace, self._desk.crossing.picked
        admitted = self._admitted()
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
        plan = asked.plan_of(workspace)
        self.map.show_places(places_of(board, plan, picked, admitted))

    def _show_sums(self, board: Board) -> None:
        if board.ladders is None:
            self.tiles.show_tiles(None)
            self.curve.show_bars(None, (), {}, tr("Putting packages together …"))
            return
        picked, admitted = self._desk.crossing.picked, self._admitted()
        plan = asked.plan_of(self._desk.workspace)
        rows = picked.rows(board.found, admitted)
        steps = self._in_part(picked.rows(board.ladders.steps, admitted), plan_years(plan))
        count = int(picked.shown(board.found.buildings, admitted).sum())
        self.tiles.show_tiles(tiles(board, rows, steps, count), board)
        found = bars(board, steps, plan, by_measure=self._grain == "measure")
        empty = tr("No measure here saves energy.")
        self.curve.show_bars(found, board.found.measures, board.titles, empty)
        hint = tr("kr per saved kWh, net · width: GWh/y")
        if found.without:
            hint = f"{hint} · " + tr("{count} save no energy", count=found.without)
        self._curve_said.set_whole(hint)

    def _show_table(self, board: Board) -> None:
        crossing, workspace = self._desk.crossing, self._desk.workspace
        picked = crossing.picked
        which = picked.rows(board.found, self._admitted(), TABLE)
        plan = asked.plan_of(workspace)
        if picked.part and board.ladders is not None and plan is not None:
            taken = np.zeros(len(which), np.bool_)
            taken[board.ladders.single[plan.year > 0]] = True
            which = which & (taken if picked.part == IN_PLAN else ~taken)
        places = np.flatnonzero(which).astype(np.int32)
        rows = OpportunityRows(board, places, plan, (crossing.must, crossing.never))
        self.table.show_rows(
            rows, len(board.found), tr("No opportunity passes the filters; clear some above.")
        )
        self.table.show_picked(picked.buildings)

    def _in_part(self, steps: BoolArray, taken: BoolArray | None) -> BoolArray:
        part = self._desk.crossing.picked.part
        if not part or taken is None:
            return steps
        return steps & (taken if part == IN_PLAN else ~taken)

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


def plan_years(plan) -> BoolArray | None:  # noqa: ANN001  Plan or None
    """Which steps a plan takes, None without one."""
    return None if plan is None else plan.year > 0
