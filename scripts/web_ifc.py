"""web-ifc on Node as a peer: installed on demand, measured in a process of its own."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "webifc"


def node() -> str | None:
    """Node.js: on the path, or the one of the virtual environment."""
    beside = Path(sys.executable).parent / "node"
    return shutil.which("node") or (str(beside) if beside.exists() else None)


def install() -> bool:
    """Install the pinned version; False where Node or the network is missing."""
    if (FOLDER / "node_modules" / "web-ifc").is_dir():
        return True
    npm = shutil.which("npm") or str(Path(sys.executable).parent / "npm")
    if node() is None or not Path(npm).exists():
        return False
    command = [npm, "ci", "--no-audit", "--no-fund", "--silent"]
    return subprocess.run(command, cwd=FOLDER, check=False).returncode == 0


def measure(paths: Iterable[Path], timeout: float = 120.0) -> list[dict[str, Any]]:
    """What web-ifc makes of STEP files, all in one process; files after a crash are missing."""
    program = node()
    if program is None:
        return []
    command = [program, str(FOLDER / "measure.mjs"), *(str(p) for p in paths)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=False)
        output = done.stdout
    except subprocess.TimeoutExpired as late:
        output = late.stdout or b""
    rows = [json.loads(line) for line in output.splitlines() if line.startswith(b"{")]
    return [{**row, "path": Path(row["path"])} for row in rows]
