"""The real window with the sample's 1,000 buildings: opening, colours, tables, an import, memory.

A process of its own drives the window as a user would (on a virtual display where there is none).
Each figure is the time our code holds the window until it hands over what is to be painted; beside
some of them stands the time until all is painted, which software OpenGL makes longer.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
BUILDINGS, ORDERS = 1000, 50_000
PAST = range(2024, 2000, -1)
BEAT = 5  # milliseconds between two looks whether the window answers
Record = dict[str, object]


def records() -> Iterator[Record]:
    """Figures of the window, each with its aim."""
    with tempfile.TemporaryDirectory(prefix="twin-bench-") as folder:
        program = [sys.executable, str(HERE / "bench_window.py"), folder]
        shell = ["sh", str(HERE.parent / "packaging" / "with_display.sh"), *program]
        environment = {**os.environ, "TWIN_SETTINGS_DIR": str(Path(folder) / "settings")}
        with subprocess.Popen(shell, stdout=subprocess.PIPE, text=True, env=environment) as run:
            for text in run.stdout or ():
                if text.startswith("{"):
                    yield json.loads(text)
        if run.returncode:
            raise RuntimeError(f"the window ended with {run.returncode}")


def tell(name: str, value: float, unit: str = "ms", aim: float | None = 100.0) -> None:
    """Print a figure with its aim, as `records` reads it."""
    shown = round(value, 3 if value < 100 else 0)
    row = {"name": name, "value": shown, "unit": unit, "peer": aim,
           "ratio": round(value / aim, 3) if aim else None}  # fmt: skip
    print(json.dumps(row), flush=True)


class Beats:
    """How long the window did not answer at the most."""

    def __init__(self, application) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(application)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last) - BEAT)
        self._last = now

    def begin(self) -> None:
        """Forget what was before."""
        self.longest, self._last = 0.0, time.perf_counter()


class Bench:
    """A user with a stop-watch."""

    def __init__(self, folder: Path) -> None:
        from twin.app import make_application
        from twin.ui.window.shell import Shell
        from twin.workspace.workspace import Workspace

        self.folder = folder
        self.application = make_application(["twin"])
        self.workspace = Workspace()
        self.workspace.change_settings(language="en", number_format="en")
        self.shell = Shell(self.application, self.workspace)
        self.shell.window.resize(1440, 900)
        self.shell.window.show()
        self.shell.warm_up_after(0)
        self.beats = Beats(self.application)
        self.worked = 0.0
        self.quiet()

    def until(self, is_true: Callable[[], object], seconds: float = 120.0) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + seconds
        while not is_true():
            if time.monotonic() > end:
                raise TimeoutError(f"waited {seconds:.0f} s in vain: {self.workspace.notices!r}")
            wait(BEAT)

    def quiet(self) -> None:
        """Wait until no job runs and the picture is at rest."""
        wait(300)
        self.until(lambda: not self.workspace.jobs.running)
        wait(300)

    def timed(self, act: Callable[[], object]) -> tuple[float, float]:
        """Milliseconds until our code is done, and until all that it changed is painted.

        `worked` has the milliseconds of processor time of our code.
        """
        begun, before = time.perf_counter(), time.thread_time()
        act()
        done = time.perf_counter()
        self.worked = 1000 * (time.thread_time() - before)
        for _ in range(3):  # paint, what painting asked for, and its paint
            self.application.sendPostedEvents()
            self.application.processEvents()
        return 1000 * (done - begun), 1000 * (time.perf_counter() - begun)

    def open(self) -> None:
        """From the click to a window that shows all of it and answers."""
        portfolio = self.folder / "sample.twin"
        self.beats.begin()
        begun, worked = time.perf_counter(), time.thread_time()
        self.workspace.open_portfolio(portfolio)
        self.until(lambda: self.workspace.portfolio is not None)
        self.timed(lambda: None)
        seconds = time.perf_counter() - begun
        tell("1,000 buildings: open until drawn and answering", seconds, "s", 2.0)
        tell("of it processor time of the window", time.thread_time() - worked, "s", None)
        tell("of it the longest time without an answer", self.beats.longest, aim=None)
        self.quiet()

    def overlays(self) -> None:
        """Every overlay of the portfolio, today: first looked at, then again."""
        names = [choice.name for choice in self.workspace.overlays]
        changes = {n: [self.timed(lambda n=n: self.workspace.colour_by(n))] for n in names}
        for _ in range(3):
            for name in names:
                changes[name].append(self.timed(lambda n=name: self.workspace.colour_by(n)))
        firsts = {name: found[0][0] for name, found in changes.items()}
        slowest = max(firsts, key=lambda name: firsts[name])
        tell(f"overlay for the first time, worst of {len(names)} ({slowest})", firsts[slowest])
        again = {n: median(ours for ours, _ in found[1:]) for n, found in changes.items()}
        worst = max(again, key=lambda name: again[name])
        tell(f"overlay change, worst ({worst})", again[worst])
        tell("overlay change, median", median(again.values()))
        drawn = [median(whole for _, whole in found[1:]) for found in changes.values()]
        tell("overlay change until drawn, worst", max(drawn), aim=None)
        tell("overlay change until drawn, median", median(drawn), aim=None)

    def years(self) -> None:
        """Each overlay that follows the years, in a year that nothing is prepared of."""
        names = [c.name for c in self.workspace.overlays if c.name in follows_years()]
        self._look_at_years("first look at an unprepared year, worst", names, list(PAST)[::2])
        self.workspace.look_at(0)
        self.quiet()
        self.workspace.look_ahead()
        wait(100)
        self._look_at_years("the same while all years are prepared", names, list(PAST)[1::2])
        self.workspace.look_at(0)
        self.quiet()

    def _look_at_years(self, title: str, names: list[str], years: list[int]) -> None:
        found: dict[str, tuple[float, float]] = {}
        worked = 0.0
        for name, year in zip(names, years, strict=False):
            self.workspace.colour_by(name)
            self.timed(lambda: None)
            self.beats.begin()
            found[name] = self.timed(lambda y=year: self.workspace.look_at(y))
            worked = max(worked, self.worked)
            wait(100)
            self.until(lambda y=year: self._is_shown(y))
        worst = max(found, key=lambda name: found[name][0])
        tell(f"{title} ({worst})", found[worst][0])
        tell("  processor time of it, worst", worked, aim=None)
        tell("  until drawn, worst", max(whole for _, whole in found.values()), aim=None)

    def _is_shown(self, year: int) -> bool:
        from twin.workspace.row_condition import condition_shown

        known = condition_shown(self.workspace.state)
        return known is not None and known.is_ready and known.year == year

    def table(self, key: str, title: str, words: str) -> None:
        """Turn to a table, sort it by every column, type words into its search."""
        from twin.ui.panels.portfolio_tabs import PortfolioTabs
        from twin.ui.records.table import RecordTable

        tabs = self.shell.window.findChildren(PortfolioTabs)[0]
        shown, _ = self.timed(lambda: tabs.tabs.turn_to(key))
        table = tabs.pages[key].findChildren(RecordTable)[0]
        what = f"{title} ({table.total:,})"
        tell(f"{what}: turn to the table", shown, aim=None)
        click = table.table.horizontalHeader().sectionClicked
        sorts = {
            column.title: max(
                self.timed(lambda p=place: click.emit(p))[0] for _ in range(2)
            )
            for place, column in enumerate(table.model.columns)
        }  # fmt: skip
        worst = max(sorts, key=lambda name: sorts[name])
        tell(f"{what}: sort, worst column ({worst})", sorts[worst])
        tell(f"{what}: sort, median column", median(sorts.values()))
        letters = [words[: i + 1] for i in range(len(words))]
        typed = [self.timed(lambda t=text: table.search.setText(t))[0] for text in letters]
        tell(f"{what}: search, first letter", typed[0])
        tell(f"{what}: search, worst of the next letters", max(typed[1:]))
        if not 0 < table.shown < table.total:
            raise RuntimeError(f"{table.shown} of {table.total} pass the search for {words}")
        tell(f"{what}: search ended", self.timed(lambda: table.search.setText(""))[0])

    def filters(self) -> None:
        """The filter of buildings: a grade, a word, and back."""
        filtering = self.shell.filtering
        from dataclasses import replace

        acts = (
            lambda: filtering.use(replace(filtering.current, grades=frozenset({3}))),
            lambda: filtering.search("sk"),
            filtering.clear,
        )
        tell("filter of buildings, worst", max(self.timed(act)[0] for act in acts))

    def take_in(self) -> None:
        """Import work orders with their table open; nothing may stand still."""
        from twin.workspace import table_jobs

        opened: list[object] = []
        table_jobs.open_table(self.workspace, self._orders(), opened.append)
        self.until(lambda: opened)
        plans: list[object] = []
        table_jobs.try_out(self.workspace, opened[0], plans.append)
        self.until(lambda: plans)
        self.beats.begin()
        ended: list[BaseException | None] = []
        table_jobs.take_in(self.workspace, opened[0], plans[0], "Import", ended.append)
        self.until(lambda: ended)
        self.quiet()
        if ended[0] is not None or len(self.workspace.portfolio.work_orders) < ORDERS:
            raise RuntimeError(f"the import failed: {ended[0]!r}")
        tell(f"import of {ORDERS:,} orders: longest time without an answer", self.beats.longest)

    def edit(self) -> None:
        """Change one of very many orders."""
        from dataclasses import replace

        from twin.model.edit import Edit

        order = self.workspace.portfolio.work_orders[100]
        self.beats.begin()
        self.workspace.store([Edit(order, replace(order, title="Another title"))], "Edit")
        self.quiet()
        tell("edit of one of them: longest time without an answer", self.beats.longest)

    def _orders(self) -> Path:
        names = [b.building_number for b in self.workspace.portfolio.buildings]
        first = date(2020, 1, 1)
        lines = [
            f"X{i};{names[i % len(names)]};Arbeid {i} på ventilasjon;Åpen;"
            f"{first + timedelta(days=i % 2000):%d.%m.%Y};{100 + i % 9000},50;36{i % 7}"
            for i in range(ORDERS)
        ]
        head = "Ordrenummer;Bygningsnummer;Tittel;Status;Opprettet;Kostnad;Bygningsdel\n"
        path = self.folder / "orders.csv"
        path.write_text(head + "\n".join(lines), encoding="utf-8")
        return path


def follows_years() -> frozenset[str]:
    """Names of the overlays that show the year looked at."""
    from twin.workspace.colour_by import FOLLOWS_YEARS

    return FOLLOWS_YEARS


def wait(milliseconds: int) -> None:
    """Let the window live, and the threads behind it."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(folder: Path) -> None:
    """Make the sample, drive the window, print the figures."""
    sample = os.environ.get("TWIN_BENCH_SAMPLE")
    if sample:
        import shutil

        shutil.copytree(sample, folder / "sample.twin")
    else:
        sys.path.insert(0, str(HERE.parent))
        writing = "import sys, pathlib, twin.sample.portfolio as p; p.write_sample(pathlib.Path("
        code = f"{writing}sys.argv[1]), buildings={BUILDINGS})"
        subprocess.run([sys.executable, "-c", code, str(folder / "sample.twin")], check=True)
    bench = Bench(folder)
    tell("work waiting for a processor meanwhile", os.getloadavg()[0], "", os.cpu_count())
    bench.open()
    bench.overlays()
    bench.years()
    bench.table("orders", "work orders", "ventil")
    bench.table("condition", "assessments", "vindu")
    bench.filters()
    bench.take_in()
    bench.table("orders", "work orders", "ventil")
    bench.edit()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000.0
    tell("peak memory of the program", peak, "MB", 1000.0)
    bench.shell.window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
