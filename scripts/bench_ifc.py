"""How fast IFC files open, beside web-ifc on Node and the iterators of IfcOpenShell.

Every run is a process of its own with nothing warm but the disk; figures are medians of five.
What is timed, in seconds:
first open      load_model in a fresh interpreter with an empty cache: child process, parsing,
                triangles, records, envelope, cache written. Peer: web-ifc loading itself,
                parsing and giving all triangles (no records).
second open     load_model in a fresh interpreter with the model in the cache. Peer: web-ifc's
                parsing and triangles alone, its own start not counted.
kept ready      first open as in the window, which keeps a reading process started. Peer: web-ifc's
                parsing and triangles alone, its own start not counted.
first elements  from the call of load_model to the first portion of triangles, nothing kept ready.
                Aim 0.5 s.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("TWIN_CORPUS", ROOT.parent / "shared" / "corpus"))
RUNS = 5
SLOW = 8.0
"""A peer that takes longer than this is run once. [s]"""

BUILDINGS = (
    "duplex_A_2x3.ifc", "office_A_20110811_2x3.ifc", "AC20-FZK-Haus_webifc.ifc",
    "schependomlaan_houten_kozijnen.ifc", "anwenderhandbuch_Heizung-Elektro_2x3.ifc",
    "janesville_restaurant_revit2012_2x3.ifczip",
)  # fmt: skip
OTHERS = ("acca_rfi_track01_4x3.ifczip",)
KEPT_READY = "first open, process kept ready; web-ifc warm"
HYBRID, DEFAULT = "hybrid-cgal-simple-opencascade", "opencascade"


def records() -> list[dict[str, Any]]:
    """Rows of the table of `bench.py`."""
    import web_ifc

    if not CORPUS.is_dir():
        print(f"no corpus of real files at {CORPUS} (set TWIN_CORPUS): nothing to open")
        return []
    has_web_ifc = web_ifc.install()
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in (*BUILDINGS, *OTHERS):
            rows += of_file(CORPUS / "ifc" / name, Path(scratch), has_web_ifc=has_web_ifc)
    return rows + sums(rows)


def of_file(path: Path, scratch: Path, *, has_web_ifc: bool) -> list[dict[str, Any]]:
    from twin.ifc.source.containers import step_file

    folder = scratch / path.stem
    folder.mkdir()
    text = step_file(path, folder)
    first, second, ready, web = [], [], [], []
    for turn in range(RUNS):  # in turns, so that what else the machine does hits all alike
        first.append(run("load", path, folder / f"cache{turn}"))
        web += [w for w in (of_web_ifc(text) if has_web_ifc else {},) if w]
        second.append(run("load", path, folder / f"cache{turn}"))
        ready.append(run("load-ready", path, folder / f"ready{turn}"))
    opened, again = median(first, "seconds"), median(second, "seconds")
    rows = [
        row(path, "first open", opened, median(web, "cold") or None),
        row(path, KEPT_READY, median(ready, "seconds"), median(web, "warm") or None),
        row(path, "second open", again, median(web, "warm") or None),
        row(path, "first elements (aim 0.5 s)", median(first, "first"), None),
    ]
    if path.name in BUILDINGS:
        for kernel, label in ((HYBRID, "hybrid"), (DEFAULT, "default")):
            taken = median(repeated(lambda k=kernel: run("iterate", text, Path(k))), "seconds")
            rows.append(row(path, f"first open, IfcOpenShell {label} iterator", opened, taken))
    return rows


def sums(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sums over the building models."""
    found = []
    for what in ("first open", KEPT_READY, "second open"):
        chosen = [r for r in rows if r["name"] in {f"{b}: {what}" for b in BUILDINGS}]
        if chosen and all(r["peer"] is not None for r in chosen):
            ours, peers = (sum(float(r[k]) for r in chosen) for k in ("value", "peer"))
            found.append(row(Path("six building models"), what, ours, peers))
    return found


def row(path: Path, what: str, value: float, peer: float | None) -> dict[str, Any]:
    return {
        "name": f"{path.name}: {what}",
        "value": round(value, 4),
        "unit": "s",
        "peer": None if peer is None else round(peer, 4),
        "ratio": None if not peer else round(value / peer, 3),
    }


def repeated(one: Callable[[], dict[str, float]]) -> list[dict[str, float]]:
    """Results of five runs, or of one if that was slow."""
    begun = time.perf_counter()
    results = [one()]
    if time.perf_counter() - begun < SLOW:
        results += [one() for _ in range(RUNS - 1)]
    return results


def median(results: list[dict[str, float]], key: str) -> float:
    return statistics.median(r[key] for r in results) if results else 0.0


def run(what: str, path: Path, other: Path) -> dict[str, float]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, what, str(path), str(other)]
    done = subprocess.run(command, capture_output=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def of_web_ifc(text: Path) -> dict[str, float]:
    import web_ifc

    rows = web_ifc.measure([text])
    if not rows or "geometry" not in rows[0]:
        return {}
    warm = rows[0]["open"] + rows[0]["geometry"]
    return {"warm": warm, "cold": rows[0]["ready"] + warm}


def load(path: Path, cache: Path, *, is_ready: bool = False) -> dict[str, float]:
    """Time of `load_model` in this process, with a reading process kept ready or without."""
    begun = time.perf_counter()
    from twin.ifc.load import cool_down, load_model, warm_up

    if is_ready:
        warm_up()
        time.sleep(1.5)
    first: list[float] = []
    called = time.perf_counter()
    load_model(path, cache, on_portion=lambda *_: first.append(time.perf_counter() - called))
    ended = time.perf_counter()
    cool_down()
    return {"seconds": ended - called, "import": called - begun, "first": first[0] if first else 0}


def iterate(path: Path, kernel: str) -> dict[str, float]:
    """Time of IfcOpenShell's own iterator with two threads, its import included."""
    begun = time.perf_counter()
    import ifcopenshell
    import ifcopenshell.geom

    file = ifcopenshell.open(path)
    settings = ifcopenshell.geom.settings()
    found = ifcopenshell.geom.iterator(
        settings, file, 2, exclude=["IfcOpeningElement", "IfcSpace"], geometry_library=kernel
    )
    if found.initialize():
        while found.next():
            found.get()
    return {"seconds": time.perf_counter() - begun}


if __name__ == "__main__":
    if sys.argv[1].startswith("load"):
        is_ready = sys.argv[1] == "load-ready"
        print(json.dumps(load(Path(sys.argv[2]), Path(sys.argv[3]), is_ready=is_ready)))
    else:
        print(json.dumps(iterate(Path(sys.argv[2]), sys.argv[3])))
