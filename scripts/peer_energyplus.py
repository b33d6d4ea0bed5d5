"""Seconds that EnergyPlus takes for a zone-year; run with the variable ENERGYPLUS set."""

import tempfile
import time
from pathlib import Path

from validation.energyplus.catalogue import all_cases
from validation.energyplus.run import simulate

case = next(c for c in all_cases() if c.box.storeys == 1)
with tempfile.TemporaryDirectory() as folder:
    started = time.perf_counter()
    simulate(case, Path(folder))
    print((time.perf_counter() - started) / case.box.storeys)
