"""Scenarios over many buildings: one draft each, and versions that nobody changes.

Choices and assumptions are kept as JSON, measures and sketches whole, so that a version can be run
again after proposals and catalogue have changed.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
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
        "choices": _plain(scenario.choices),
        "assumptions": asdict(scenario.assumptions),
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(choices: Sequence[Choice]) -> list[dict[str, object]]:
    """As `asdict`; a measure that many buildings share is taken apart once."""
    known: dict[int, dict[str, object]] = {}
    found = [{f.name: getattr(choice, f.name) for f in fields(choice)} for choice in choices]
    for one, choice in zip(found, choices, strict=True):
        for part in (choice.measure, choice.sketch):
            if id(part) not in known:
                known[id(part)] = asdict(part)
        one["measure"], one["sketch"] = known[id(choice.measure)], known[id(choice.sketch)]
    return found


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
        sha256=hash_of(scenario),
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
    said = [c for c in comments if c.scenario_id == row.scenario_id]
    return PortfolioScenario(
        row.scenario_key,
        row.name,
        choices,
        assumptions,
        row.version,
        row.parent,
        row.saved_at,
        row.saved_by,
        comments_of(said),
    )


def comments_of(said: Sequence[ScenarioComment]) -> tuple[Comment, ...]:
    """What was said, oldest first."""
    found = [Comment(c.who, c.said_at, c.text) for c in said if c.said_at is not None]
    return tuple(sorted(found, key=lambda c: c.at))


def save_draft_or_beside(
    database: Database,
    scenario: PortfolioScenario,
    step: tuple[str, str],
    known: frozenset[str],
    beside: str,
) -> KeptScenario:
    """Keep a draft; where somebody else changed it meanwhile, keep it as another scenario.

    Parameters
    ----------
    step : who did what.
    known : hashes of the draft that the caller has seen.
    beside : key of that other scenario; the parent of it is the draft.
    """
    who, what = step
    with database.writing():
        held = next((r for r in _rows(database, scenario.key) if r.version == 0), None)
        if held is not None and held.sha256 not in known:
            parent = f"{scenario.key}/0"
            name = f"{scenario.name} ({who})"
            scenario = replace(scenario, key=beside, name=name, parent=parent)
        save_draft(database, scenario, who, what)
        return next(r for r in _rows(database, scenario.key) if r.version == 0)


def delete_draft(database: Database, key: str, who: str, what: str) -> None:
    """Delete the draft of a scenario with what was said of it; its versions stay."""
    with database.writing():
        rows: list[object] = [r for r in _rows(database, key) if r.version == 0]
        said = load_records(database, ScenarioComment)
        rows += [c for c in said if c.scenario_id == f"{key}/0"]
        store_edits(database, [Edit(row, None) for row in rows], who, what)


def hash_of(scenario: PortfolioScenario) -> str:
    """sha256 of what `content_of` gives."""
    return hashlib.sha256(content_of(scenario).encode()).hexdigest()


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
