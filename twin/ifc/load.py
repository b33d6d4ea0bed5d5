"""Load an IFC file as a building model; a bad file gives a refused model, not an error."""

import json
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from twin.errors import UnreadableFile
from twin.ifc import plain
from twin.ifc.cache import keep_model, model_key, read_model, stored_model
from twin.ifc.mesh_files import Counts, read_portion
from twin.ifc.process.children import spare
from twin.ifc.process.messages import Order
from twin.ifc.process.supervisor import HYBRID, OPENCASCADE, Reading, read_in_child
from twin.model.building import REFUSED, BuildingModel, Element, ModelSummary
from twin.model.finding import Finding, Severity
from twin.model.importing import OnPortion, Progress, Silent
from twin.model.mesh import empty_mesh

STALE = 86_400.0
"""Age after which an unfinished reading in the cache is a left-over. [s]"""


def load_model(
    path: Path,
    cache: Path | None,
    progress: Progress | None = None,
    on_portion: OnPortion | None = None,
) -> BuildingModel:
    """Read an IFC file in a child process, or take the finished model from the cache.

    Parameters
    ----------
    path : Path
        An ``.ifc`` or ``.ifczip`` file.
    cache : Path or None
        Folder of finished models; made if absent. None keeps nothing.
    progress : Progress
        Told how far the reading is.
    on_portion : callable, optional
        Called with triangles as they arrive, not for a model from the cache.

    Returns
    -------
    BuildingModel
        ``summary.status`` is ``ok``, ``partial`` or ``refused``.

    Raises
    ------
    Cancelled
        If `progress` was told to stop.
    """
    begun = time.monotonic()
    progress = progress or Silent()
    path, cache = path.absolute(), cache.absolute() if cache else None  # the child has its own cwd
    try:
        key = model_key(path)
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)
            _sweep(cache)
            found = stored_model(cache, key)
            if found is not None:
                return found
        scratch = Path(tempfile.mkdtemp(prefix="reading-", dir=cache))
    except OSError as error:
        return _refused(_unreadable(path, error), begun)
    try:
        return _read(path, scratch, _Keep(cache, key), progress, on_portion)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def warm_up() -> None:
    """Keep a reading process ready, so that the next file opens sooner; about 80 MB idle."""
    spare.keep()


def cool_down() -> None:
    """End the process kept ready."""
    spare.dismiss()


def _sweep(cache: Path) -> None:
    """Remove what a reading that was cut off a day or more ago left behind."""
    for left in cache.glob("reading-*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                shutil.rmtree(left, ignore_errors=True)


class _Keep:
    """Where a finished model goes."""

    def __init__(self, cache: Path | None, key: str) -> None:
        self._cache = cache
        self._key = key

    def model(self, finished: Path) -> BuildingModel:
        """Put a finished folder into the cache and open it there; without one into memory."""
        if self._cache is None:
            return read_model(finished)
        return read_model(keep_model(finished, self._cache, self._key))


def _read(
    path: Path, scratch: Path, keep: _Keep, progress: Progress, on_portion: OnPortion | None
) -> BuildingModel:
    begun = time.monotonic()
    order = Order(str(path.resolve()), str(scratch), [HYBRID, OPENCASCADE])
    reading = read_in_child(order, progress, _Portions(scratch, on_portion).take)
    finished = scratch / "model"
    if reading.ending.cause != "finished" or not (finished / "model.json").is_file():
        return _not_read(path, reading, begun)
    if reading.findings:
        _add_findings(finished, reading)
    try:
        return keep.model(finished)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        unusable = UnreadableFile(
            "{file} was read, but the result cannot be used ({reason}).",
            "Try again; if it happens again, ask for a new export of the model.",
            file=path.name,
            reason=_reason(error),
        )
        return _refused(unusable, begun)


class _Portions:
    """Passes arriving portions on."""

    def __init__(self, scratch: Path, on_portion: OnPortion | None) -> None:
        self._scratch = scratch
        self._on_portion = on_portion
        self._elements: tuple[Element, ...] = ()

    def take(self, message: dict[str, Any]) -> None:
        """Pass on the portion that a message of the child speaks of."""
        if self._on_portion is None:
            return
        try:
            if not self._elements:
                self._elements = plain.read_elements(self._scratch / "elements.json")
            first, last = _counts(message["first"]), _counts(message["last"])
            origin = [float(v) for v in message["origin"]]
            batch = read_portion(self._scratch / "model" / "mesh", origin, first, last)
        except (OSError, ValueError, TypeError, KeyError, IndexError):
            return  # the finished model will say what is wrong
        self._on_portion(batch, self._elements)


def _counts(values: list[Any]) -> Counts:
    v, f, e, s = (int(n) for n in values)
    return v, f, e, s


def _add_findings(finished: Path, reading: Reading) -> None:
    """Add the downgrades of the ladder to a finished model."""
    path = finished / "model.json"
    words = json.loads(path.read_bytes())
    words["findings"] += [plain.finding_as_plain(f) for f in reading.findings]
    summary = plain.summary_from_plain(words["summary"])
    reason = summary.reason or reading.findings[-1].text()
    changed = replace(summary, status="partial", reason=reason, seconds=reading.seconds)
    words["summary"] = plain.summary_as_plain(changed)
    path.write_text(json.dumps(words), "utf-8")


def _not_read(path: Path, reading: Reading, begun: float) -> BuildingModel:
    refusal = reading.ending.refusal
    if refusal is not None:
        return _refused(_told(refusal), begun)
    ended = UnreadableFile(
        "{file} could not be read: the reading process ended early {times} times.",
        "Ask for a new export of the model.",
        file=path.name,
        times=len(reading.findings) + 1,
    )
    return _refused(ended, begun, reading.findings)


def _told(refusal: dict[str, Any]) -> UnreadableFile:
    """The error that the child said it ended with."""
    error = UnreadableFile(*(str(refusal.get(n) or "") for n in ("message", "next_step")))
    values = refusal.get("values")
    error.values = dict(values) if isinstance(values, dict) else {}
    return error


def _unreadable(path: Path, error: OSError) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("{file} is not there.", "Choose it again.", file=path.name)
    return UnreadableFile(
        "{file} cannot be read from the disk ({reason}).",
        "Check that you may read it.",
        file=path.name,
        reason=_reason(error),
    )


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def _refused(
    error: UnreadableFile, begun: float, findings: tuple[Finding, ...] = ()
) -> BuildingModel:
    """A model with nothing in it; the first finding says why."""
    values = {k: v for k, v in error.values.items() if isinstance(v, (str, int, float))}
    finding = Finding(
        REFUSED,
        Severity.ERROR,
        error.message,
        "Nothing was taken from it.",
        error.next_step,
        values=values,
    )
    summary = ModelSummary(reason=str(error), seconds=time.monotonic() - begun)
    return BuildingModel(summary, (), (), (), (), empty_mesh(), (), None, (finding, *findings))
