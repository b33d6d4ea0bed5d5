"""Speed of the program: a table on the terminal and out/bench.json.

Every figure is compared with a peer measured in the same run, because machines and their load
differ. Each `bench_*.py` beside this file gives `records()`: dicts with name, value, unit, peer
(its value, or None) and ratio (value / peer, or None).
"""

import json
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "out" / "bench.json"


def main(wanted: list[str]) -> None:
    sys.path.insert(0, str(HERE))
    rows: list[dict[str, object]] = []
    for module in sorted(p.stem for p in HERE.glob("bench_*.py")):
        if wanted and module.removeprefix("bench_") not in wanted:
            continue
        print(f"\n{module}", flush=True)
        for row in import_module(module).records():
            rows.append(row)
            print(line(row), flush=True)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    print(f"\n{len(rows)} figures in {OUT.relative_to(HERE.parent)}")


def line(row: dict[str, object]) -> str:
    """One row of the table."""
    ratio = f"{row['ratio']:8.2f} x" if row.get("ratio") is not None else " " * 10
    peer = f"{row['peer']}" if row.get("peer") is not None else "-"
    return f"{row['name']!s:58} {row['value']:>10} {row['unit']!s:8} {ratio}  peer {peer}"


if __name__ == "__main__":
    main(sys.argv[1:])
