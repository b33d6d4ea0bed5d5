"""Time from starting the program to a start page that answers, a new process each time."""

import os
import statistics
import subprocess
import sys
import time

RUNS = 5
BARE_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
from PySide6.QtCore import QTimer
app = QApplication([]); label = QLabel("bare"); label.resize(1440, 900); label.show()
QTimer.singleShot(0, lambda: (print("usable", flush=True), app.quit())); app.exec()
"""


def records() -> list[dict[str, object]]:
    """Median seconds to the usable start page, against a bare Qt window."""
    ours = median_seconds([sys.executable, "-m", "twin.app", "--quit-when-usable"])
    bare = median_seconds([sys.executable, "-c", BARE_WINDOW])
    return [
        {
            "name": "start page usable",
            "value": round(ours, 2),
            "unit": "s",
            "peer": f"bare Qt window {bare:.2f} s",
            "ratio": ours / bare,
        }
    ]


def median_seconds(command: list[str]) -> float:
    """Median over runs of the seconds from start to the line `usable`; one run warms the disk."""
    return statistics.median([seconds(command) for _ in range(RUNS + 1)][1:])


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as run:
        assert run.stdout is not None
        for text in run.stdout:
            if text.startswith("usable"):
                elapsed = time.perf_counter() - start
                run.wait(20)
                return elapsed
    raise RuntimeError(f"{command} never said that it is usable")


if __name__ == "__main__":
    print(records())
