"""Run the validation and write its report: ``python -m validation [part ...]``."""

import argparse
import sys
import time
import traceback
from pathlib import Path

from validation.parts import Outcome, Part, aims_of, parts
from validation.report import write_report, write_results

OUT = Path("out/validation")


def main() -> int:
    """Command line; 1 if a part broke, 0 otherwise, whether aims are met or not."""
    given = _arguments()
    chosen = [part for part in parts(given.quick) if not given.parts or part.name in given.parts]
    outcomes = [_outcome(part, given.out / part.name) for part in chosen]
    summary = write_report(given.out, outcomes)
    if given.docs:
        write_results(given.docs, outcomes)
    _say(f"{summary['met']} of {summary['aims']} aims met; see {given.out / 'report.html'}")
    for kind in ("missed", "not run"):
        lines = summary[kind]
        for line in lines if isinstance(lines, list) else ():
            _say(f"  {kind}: {line}")
    return int(any(outcome.status == "failed" for outcome in outcomes))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m validation", description=__doc__)
    names = [part.name for part in parts()]
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(names)}")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the report")
    parser.add_argument("--quick", action="store_true", help="fewer synthetic meters")
    parser.add_argument("--docs", type=Path, help="document to put the table of aims into")
    given = parser.parse_args()
    for name in set(given.parts) - set(names):
        parser.error(f"there is no part {name}: choose of {', '.join(names)}")
    return given


def _outcome(part: Part, out: Path) -> Outcome:
    """Run a part; one that cannot run says why and does not stop the others."""
    began = time.perf_counter()
    try:
        figures = part.run(out)
        aims = aims_of(part, figures)
    except FileNotFoundError as error:
        return _without(part, "skipped", str(error), began)
    except Exception as error:  # the report names it; the others still run
        traceback.print_exc()
        return _without(part, "failed", f"{type(error).__name__}: {error}", began)
    seconds = time.perf_counter() - began
    _say(f"{part.title}: done in {seconds:.0f} s")
    return Outcome(part, "done", "", seconds, figures, aims)


def _without(part: Part, status: str, reason: str, began: float) -> Outcome:
    _say(f"{part.title}: {status}: {reason}")
    return Outcome(part, status, reason, time.perf_counter() - began, {}, ())


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
