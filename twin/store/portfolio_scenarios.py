"""Scenarios over many buildings: one draft each, and versions that nobody changes.

Choices and assumptions are kept as JSON, measures and sketches whole, so that a version can be run
again after proposals and catalogue have changed.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError

from twin.errors import UnreadableFile
from twin.model.choice import (
    Assumptions,
    Choice,
    Comment,
    KeptScenario,
    PortfolioScenario,
    ScenarioComment,
)
from twin.model.edit import Edit
from twin.store.database import Database
from twin.store.edits import store_edits
from twin.store.records import load_records

FORMAT = 1
_CHOICES = TypeAdapter(tuple[Choice, ...])
_ASSUMPTIONS = TypeAdapter(Assumptions)


def content_of(scenario: PortfolioScenario) -> str:
    """Choices and assumptions as JSON, the same text for the same scenario."""
    whole = {
        "format": FORMAT,
        "choices": [asdict(choice) for choice in scenario.choices],
        "assumptions": asdict(scenario.assumptions),
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def kept(scenario: PortfolioScenario, saved_at: datetime | None = None) -> KeptScenario:
    """The row that keeps a version of a scenario."""
    content = content_of(scenario)
    return KeptScenario(
        scenario_id=f"{scenario.key}/{scenario.version}",
        scenario_key=scenario.key,
        version=scenario.version,
        name=scenario.name,
        parent=scenario.parent,
        saved_at=saved_at or scenario.saved_at,
        saved_by=scenario.saved_by,
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
    )


def scenario_of(row: KeptScenario, comments: Sequence[ScenarioComment] = ()) -> PortfolioScenario:
    """The scenario that a row keeps, with what was said of it.

    Raises
    ------
    UnreadableFile
        If the row is not what its hash says, or a newer program wrote it.
    """
    found = hashlib.sha256(row.content.encode()).hexdigest()
    try:
        whole = json.loads(row.content)
        if found != row.sha256 or whole["format"] != FORMAT:
            raise ValueError(row.scenario_id)
        choices = _CHOICES.validate_python(whole["choices"])
        assumptions = _ASSUMPTIONS.validate_python(whole["assumptions"])
    except (ValueError, KeyError, TypeError, ValidationError):
        raise UnreadableFile(
            "The scenario “{name}”, version {version}, is not as it was saved; it was left out.",
            "Restore a backup, or open the portfolio with the version of Twin that saved it.",
            name=row.name,
            version=row.version,
        ) from None
    said = [c for c in comments if c.scenario_id == row.scenario_id and c.said_at is not None]
    return PortfolioScenario(
        row.scenario_key,
        row.name,
        choices,
        assumptions,
        row.version,
        row.parent,
        row.saved_at,
        row.saved_by,
        tuple(
            Comment(c.who, c.said_at, c.text)
            for c in sorted(said, key=lambda c: c.said_at or datetime.min)
            if c.said_at is not None
        ),
    )


def save_draft(database: Database, scenario: PortfolioScenario, who: str, what: str) -> None:
    """Keep the draft of a scenario as it is now, in one step of the log."""
    row = kept(replace(scenario, version=0, saved_by=who), _now())
    before = next((r for r in _rows(database, scenario.key) if r.version == 0), None)
    if before is None or (before.content, before.name) != (row.content, row.name):
        store_edits(database, [Edit(before, row)], who, what)


def save_version(
    database: Database, scenario: PortfolioScenario, who: str, what: str
) -> PortfolioScenario:
    """Keep the next version of a scenario for ever, and give it back with its number."""
    with database.writing():
        last = max((r.version for r in _rows(database, scenario.key)), default=0)
        numbered = replace(scenario, version=last + 1, saved_at=_now(), saved_by=who, comments=())
        store_edits(database, [Edit(None, kept(numbered))], who, what)
    return numbered


def load_scenarios(
    database: Database,
) -> tuple[tuple[PortfolioScenario, ...], tuple[UnreadableFile, ...]]:
    """All scenarios by key and version, drafts first, and why some were left out."""
    rows = sorted(load_records(database, KeptScenario), key=lambda r: (r.scenario_key, r.version))
    comments = tuple(load_records(database, ScenarioComment))
    found: list[PortfolioScenario] = []
    problems: list[UnreadableFile] = []
    for row in rows:
        try:
            found.append(scenario_of(row, comments))
        except UnreadableFile as problem:
            problems.append(problem)
    return tuple(found), tuple(problems)


def comment(
    database: Database, scenario: PortfolioScenario, comment_id: str, who: str, text: str
) -> PortfolioScenario:
    """Say something of a version; the scenario with it."""
    at = _now()
    said = ScenarioComment(comment_id, f"{scenario.key}/{scenario.version}", who, at, text)
    store_edits(database, [Edit(None, said)], who, "Comment on a scenario")
    return replace(scenario, comments=(*scenario.comments, Comment(who, at, text)))


def _rows(database: Database, key: str) -> list[KeptScenario]:
    return [r for r in load_records(database, KeptScenario) if r.scenario_key == key]


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
