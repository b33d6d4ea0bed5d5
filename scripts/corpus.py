"""Every real file of the corpus: what became of it, beside what web-ifc draws of it.

Usage: python scripts/corpus.py [WORD…]   (files whose path contains one of the words)
"""

import json
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import web_ifc

from twin.errors import UnreadableFile
from twin.ifc.load import load_model
from twin.ifc.source.containers import step_file
from twin.model.building import BuildingModel

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("TWIN_CORPUS", ROOT.parent / "shared" / "corpus"))
OUT = ROOT / "out" / "corpus.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One file. drawn: STEP numbers; web_drawn: the same by web-ifc, None if not measured."""

    name: str
    model: BuildingModel
    drawn: frozenset[int]
    web_drawn: frozenset[int] | None
    seconds: float
    web_seconds: float | None

    @property
    def missing(self) -> list[int]:
        """What web-ifc draws and we do not."""
        return sorted((self.web_drawn or frozenset()) - self.drawn)


def main(words: list[str]) -> int:
    if not CORPUS.is_dir():
        print(f"no corpus of real files at {CORPUS} (set TWIN_CORPUS)")
        return 1
    files = [p for f in ("ifc", "bad") for p in sorted((CORPUS / f).iterdir()) if p.is_file()]
    files = [p for p in files if not words or any(w in str(p) for w in words)]
    has_web_ifc = web_ifc.install()
    if not has_web_ifc:
        print("web-ifc is not here (needs Node.js and npm): that column stays empty")
    print(f"{'file':52} {'status':8} {'body':>6} {'drawn':>6} {'web-ifc':>7} "
          f"{'triangles':>9} {'s':>6} {'web s':>6} {'MB':>5}")  # fmt: skip
    rows = []
    for path in files:
        rows.append(measured(path, has_web_ifc=has_web_ifc))
        print(line(rows[-1]), flush=True)
    print_sums(rows)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([as_json(r) for r in rows], indent=1), encoding="utf-8")
    return 0


def measured(path: Path, *, has_web_ifc: bool) -> Row:
    begun = time.perf_counter()
    model = load_model(path, None)
    seconds = time.perf_counter() - begun
    elements = model.elements
    drawn = frozenset(elements[i].step_id for i in set(model.mesh.slot_element.tolist()))
    web = web_row(path) if has_web_ifc else None
    web_drawn = frozenset(web["drawn"]) if web and "drawn" in web else None
    web_seconds = web["open"] + web["geometry"] if web and "geometry" in web else None
    name = f"{path.parent.name}/{path.name}"
    return Row(name, model, drawn, web_drawn, seconds, web_seconds)


def web_row(path: Path) -> dict | None:
    with tempfile.TemporaryDirectory() as scratch:
        try:
            text = step_file(path, Path(scratch))
        except UnreadableFile:
            return None
        rows = web_ifc.measure([text], 40.0)
    return rows[0] if rows else None


def line(row: Row) -> str:
    summary = row.model.summary
    web = "-" if row.web_drawn is None else len(row.web_drawn)
    web_seconds = "-" if row.web_seconds is None else f"{row.web_seconds:.2f}"
    memory = summary.peak_memory_mb
    text = (
        f"{row.name[:52]:52} {summary.status:8} {summary.with_body:6} {summary.drawn:6} {web:>7} "
        f"{summary.triangles:9} {row.seconds:6.2f} {web_seconds:>6} {memory:5.0f}"
    )
    parts = [text]
    if summary.reason:
        parts.append(f"      {summary.reason}")
    parts += [f"      {n} x {c}" for c, n in shortfalls(row).most_common(6)]
    if row.missing:
        parts.append(f"      drawn by web-ifc alone: {described(row)}")
    return "\n".join(parts)


def shortfalls(row: Row) -> Counter:
    """Findings on geometry by code and reason."""
    codes = ("not-drawn", "as-box", "not-cut", "too-far", "cut-away", "simplified", "read-again")
    return Counter(
        f"{f.code}: {f.values.get('reason', '')}"
        for f in row.model.findings
        if f.code.endswith(codes)
    )


def described(row: Row) -> str:
    class_by_id = {e.step_id: e.ifc_class for e in row.model.elements}
    known = Counter(class_by_id.get(i, "no element row") for i in row.missing)
    return ", ".join(f"{n} {c}" for c, n in known.most_common(6)) + f" e.g. #{row.missing[0]}"


def print_sums(rows: list[Row]) -> None:
    both = [r for r in rows if r.web_drawn is not None]
    drawn = sum(len(r.drawn) for r in both)
    web = sum(len(r.web_drawn or ()) for r in both)
    shared = sum(len(r.drawn & (r.web_drawn or frozenset())) for r in both)
    body = sum(r.model.summary.with_body for r in rows)
    ours = sum(r.model.summary.drawn for r in rows)
    states = Counter(r.model.summary.status for r in rows)
    slowest = max(rows, key=lambda r: r.seconds)
    print(f"\n{len(rows)} files: " + ", ".join(f"{n} {s}" for s, n in states.items()))
    print(f"products with a body {body}, drawn {ours} ({100 * ours / max(body, 1):.2f} %)")
    print(f"of {web} drawn by web-ifc we draw {shared} ({100 * shared / max(web, 1):.2f} %); "
          f"we draw {drawn} in the same files")  # fmt: skip
    print(f"seconds {sum(r.seconds for r in rows):.1f} (web-ifc warm, no records: "
          f"{sum(r.web_seconds or 0 for r in rows):.1f}); slowest {slowest.name} "
          f"{slowest.seconds:.1f}")  # fmt: skip


def as_json(row: Row) -> dict[str, object]:
    summary = row.model.summary
    return {
        "file": row.name,
        "status": summary.status,
        "reason": summary.reason,
        "with_body": summary.with_body,
        "drawn": summary.drawn,
        "web_ifc": None if row.web_drawn is None else len(row.web_drawn),
        "web_ifc_alone": row.missing[:50],
        "triangles": summary.triangles,
        "seconds": round(row.seconds, 3),
        "web_ifc_seconds": row.web_seconds,
        "peak_memory_mb": round(summary.peak_memory_mb, 1) if row.drawn else None,
        "findings": dict(shortfalls(row)),
    }


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
