"""Checks every file of a folder with all doors watched: ``python -m … FOLDER``.

Writes one JSON line: the codes of the errors of each file, and what was opened besides.
"""

import json
import sys
from pathlib import Path
from typing import Any

from twin.importers.proposals.reading import checked_file
from twin.sample.proposals import proposal_files

TODAY = "2026-11-24"
WATCHED = (
    "open", "socket.", "subprocess.", "os.", "ftplib.", "urllib.", "ctypes.", "shutil.",
    "pathlib.", "import", "sqlite3.", "tempfile.", "winreg.", "exec", "compile",
)  # fmt: skip


def main() -> None:
    """Check, watch, tell."""
    folder = Path(sys.argv[1])
    for name, raw in proposal_files().items():  # everything is imported by then
        (folder / name).write_bytes(raw)
        assert checked_file(folder / name, TODAY).proposal is not None
        (folder / name).unlink()
    checked_file(folder / "gone.json", TODAY)
    files = sorted(folder.iterdir())
    for path in files[-40:]:
        checked_file(path, TODAY)
    seen: list[str] = []
    is_armed = [True]

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if is_armed[0] and event.startswith(WATCHED):
            seen.append(f"{event} {given[0] if given else ''}")

    sys.addaudithook(watch)
    errors: dict[str, list[str]] = {}
    opened: dict[str, list[str]] = {}
    for path in files:
        seen.clear()
        check = checked_file(path, TODAY)
        errors[path.name] = [r.finding.code for r in check.errors]
        opened[path.name] = [s for s in seen if s != f"open {path}"]
        assert check.proposal is None, path.name
        assert all(r.finding.text() for r in check.remarks), path.name
    is_armed[0] = False
    sys.stdout.write(json.dumps({"errors": errors, "opened": opened}))


if __name__ == "__main__":
    main()
