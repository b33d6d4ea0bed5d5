"""What goes into a copy as JSON, between the program and the child process."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from twin.model.scenario_copy import ScenarioCopy
from twin.model.write_back import WriteBack

Content = WriteBack | ScenarioCopy
_KINDS: dict[str, TypeAdapter[Any]] = {  # Any: one of `Content`
    "write-back": TypeAdapter(WriteBack),
    "scenario": TypeAdapter(ScenarioCopy),
}


def keep_content(path: Path, what: Content, name: str) -> None:
    """Write it, with the name of the copy."""
    kind = "scenario" if isinstance(what, ScenarioCopy) else "write-back"
    said = {"name": name, "kind": kind, "what": asdict(what)}
    path.write_text(json.dumps(said), encoding="utf-8")


def read_content(path: Path) -> tuple[Content, str]:
    """What was kept, and the name of the copy."""
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return _KINDS[said["kind"]].validate_python(said["what"]), str(said["name"])
