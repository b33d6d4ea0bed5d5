"""A write-back as JSON, between the program and the child process."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from twin.model.write_back import ConditionNote, LifeNote, TaskNote, WriteBack


def keep_write_back(path: Path, what: WriteBack, name: str) -> None:
    """Write it, with the name of the copy."""
    path.write_text(json.dumps({"name": name, **asdict(what)}), encoding="utf-8")


def read_write_back(path: Path) -> tuple[WriteBack, str]:
    """What was kept, and the name of the copy."""
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    name = str(said.pop("name"))
    conditions, lives, tasks = (said.pop(n) for n in ("conditions", "lives", "tasks"))
    return WriteBack(
        **said,
        conditions=tuple(ConditionNote(**_placed(c)) for c in conditions),
        lives=tuple(LifeNote(**life) for life in lives),
        tasks=tuple(TaskNote(**_placed(t)) for t in tasks),
    ), name


def _placed(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "places": tuple(said["places"])}
