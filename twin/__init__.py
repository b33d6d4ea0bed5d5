"""Twin: a digital twin of a municipal building portfolio."""

import os

# Before NumPy is first imported: the sums here are small, and threads of their own would only take
# the cores from the jobs that already share them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
