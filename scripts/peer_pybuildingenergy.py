"""Seconds that pybuildingenergy takes for a year of its own demonstration building.

Run with the Python of the peers (`make bench-peers`) and an EPW file; prints one number.
"""

import contextlib
import io
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from pybuildingenergy.source.composer import demo_building  # noqa: E402
from pybuildingenergy.source.utils import ISO52016  # noqa: E402

with contextlib.redirect_stdout(io.StringIO()):
    started = time.perf_counter()
    ISO52016.Temperature_and_Energy_needs_calculation(
        demo_building(), weather_source="epw", path_weather_file=sys.argv[1]
    )
    seconds = time.perf_counter() - started
print(seconds)
