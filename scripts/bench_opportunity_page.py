"""How long the page of opportunities holds the window: brush, sort, filter, slide.

Wall time and, beside it, what the thread of the window worked itself; they differ by what the
background draws and other programs take of the cores.

python scripts/bench_opportunity_page.py FOLDER.twin, on a display; the first run finds what the
next ones read from disk.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from twin.app import make_application
from twin.ui.opportunities import asked
from twin.ui.opportunities.plan_pane import PlanPane
from twin.ui.window.shell import Shell
from twin.workspace.workspace import Workspace

AIM = 100.0  # milliseconds
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Watch:
    """The longest that the event loop did not come round, and its own work in it. [ms]"""

    def __init__(self) -> None:
        self._forget()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(2)

    def _forget(self) -> None:
        self.worst = self.work = 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.worst = max(self.worst, 1000 * (now - self._last))
        self.work = max(self.work, 1000 * (worked - self._worked))
        self._last, self._worked = now, worked

    def during(self, name: str, work: Callable[[], object], after: int = 700) -> None:
        """Print the longest hold while some work is done and followed up."""
        pause(300)
        self._forget()
        work()
        pause(after)
        print(f"{name:<40}{self.worst:>7.0f} ms{self.work:>7.0f} ms   aim {AIM:.0f}", flush=True)


def pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(is_true: Callable[[], object]) -> None:
    while not is_true():
        pause(50)


def drag(widget, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(widget, LEFT, NO_KEY, start)
    QTest.mouseMove(widget, (start + end) / 2)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, LEFT, NO_KEY, end)


def slide(pane: PlanPane) -> None:
    pane.slider.setSliderDown(True)
    for value in range(20, 180, 4):
        pane.slider.setValue(value)
        pause(16)


def main(folder: Path) -> None:
    application, workspace = make_application(["twin"]), Workspace()
    shell = Shell(application, workspace)
    shell.window.resize(1440, 900)
    shell.window.show()
    workspace.open_portfolio(folder)
    until(lambda: workspace.portfolio is not None and not workspace.jobs.running)
    watch = Watch()

    def find() -> None:
        workspace.set_mode("opportunities")
        until(lambda: (shown := asked.plan_shown(workspace)) is not None and shown.is_final)

    watch.during("find, packages and first plan", find)
    board = asked.board_of(workspace)
    page, pane = shell.window.below.part("opportunities"), shell.window.findChild(PlanPane)
    print(f"{len(board.found)} opportunities, {len(board.ladders.single)} steps")
    chart, table = page.scatter, page.table.table
    middle, far = QPoint(chart.width() // 2, 20), QPoint(chart.width() - 20, chart.height() // 2)
    watch.during("brush some buildings", lambda: drag(chart, middle, far))
    corners = QPoint(58, 14), QPoint(chart.width() - 18, chart.height() - 46)
    watch.during("brush all buildings", lambda: drag(chart, *corners))
    watch.during("pick nothing", lambda: QTest.keyClick(chart, Qt.Key.Key_Escape))
    for section, column in enumerate(page.table.model.columns):
        watch.during(f"sort by {column.title}", lambda at=section: table._sort(at), 300)
    watch.during(
        "mark a row", lambda: QTest.mouseClick(table.viewport(), LEFT, pos=QPoint(60, 40))
    )
    watch.during("mark all rows", table.selectAll, 1500)
    watch.during("pick nothing", shell.desk.crossing.clear)
    filtering = shell.desk.filtering
    watch.during("search", lambda: filtering.search("skole"))
    watch.during("search nothing", filtering.clear)
    watch.during("map", lambda: page.show_where("map"))
    watch.during("chart", lambda: page.show_where("chart"))
    watch.during("curve of every step", lambda: page.grain.button("step").click())
    watch.during("one measure", lambda: QTest.mouseClick(page.curve, LEFT, pos=QPoint(90, 120)))
    watch.during("all measures", shell.desk.crossing.clear)
    watch.during("only the plan", lambda: shell.desk.crossing.pick_part("in"))
    watch.during("all of it", lambda: shell.desk.crossing.pick_part(""))
    watch.during("move the slider over 40 budgets", lambda: slide(pane))
    watch.during("let it go", lambda: pane.slider.setSliderDown(False), 4000)
    workspace.jobs.cancel_all()
    shell.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
