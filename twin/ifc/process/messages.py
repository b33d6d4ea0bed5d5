"""What the child process is told, and how it says what it does."""

import json
import mmap
import os
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO


@dataclass(frozen=True, slots=True)
class Order:
    """What to read and how.

    path : file to read.  folder : existing empty folder for everything that is written.
    libraries : geometry kernels in order.  refused : STEP numbers no kernel is asked for.
    seconds : time for geometry.
    with_details : False reads identities alone, when reading everything else failed before.
    memory : most address space. [bytes]
    cpu_seconds : most processor time.
    """

    path: str
    folder: str
    libraries: list[str]
    refused: list[int] = field(default_factory=list)
    seconds: float = 40.0
    with_details: bool = True
    memory: int = 3 * 2**30
    cpu_seconds: int = 300

    def as_json(self) -> bytes:
        """The order as it is written to the child."""
        return json.dumps(asdict(self)).encode()


class Watch:
    """Eight bytes on disk that name the item a kernel is busy with, 0 for none."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(8))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 8)

    def __call__(self, step_id: int) -> None:
        """Note that a kernel is asked for this item now."""
        self._shared[:] = step_id.to_bytes(8, "little")


class Speaker:
    """JSON lines on the original standard output; whatever libraries print is dropped."""

    def __init__(self) -> None:
        self._out: BinaryIO = os.fdopen(os.dup(1), "wb", buffering=0)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
        self._lock = threading.Lock()

    def say(self, subject: str, **content: Any) -> None:
        """Write one line; `content` must be plain values."""
        line = json.dumps({"say": subject, **content}, default=str).encode() + b"\n"
        with self._lock, suppress(BrokenPipeError):
            self._out.write(line)

    def close(self) -> None:
        """Speak no more."""
        self._out.close()


@dataclass(frozen=True, slots=True)
class Talk:
    """How the child speaks to the process that started it. begun: when it had its order."""

    speaker: Speaker
    watch: Watch
    begun: float


def peak_memory_mb() -> float:
    """Most memory this process held, or one of the copies it waited for. [MB]"""
    status = Path("/proc/self/status")
    if status.exists():  # the one figure that does not count the process that started this one
        for line in status.read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                import resource

                copies = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
                return max(int(line.split()[1]), copies) / 1e3
    import psutil

    memory = psutil.Process().memory_info()
    return float(getattr(memory, "peak_wset", memory.rss)) / 1e6
