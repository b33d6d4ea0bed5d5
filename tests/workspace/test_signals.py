"""The Qt binding itself: a signal may not cost a reference, or the program ends after hundreds."""

import subprocess
import sys

COUNT = """
import sys
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    changed = Signal()

source = Source()
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(50):
    source.changed.emit()
    source.setObjectName("a")
lost_true, lost_none = before[0] - sys.getrefcount(True), before[1] - sys.getrefcount(None)
print("lost" if max(lost_true, lost_none) >= 50 else "kept")
"""


def test_that_signals_lose_no_reference() -> None:
    # PySide6 6.12.0 on Python 3.11 loses one per emit and aborts the process ("bool_dealloc").
    answer = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True)

    assert answer.stdout.strip() == "kept"
