"""Decision records: stored whole with their hash, read back only when that still fits."""

import hashlib
import json
from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from twin.errors import UnreadableFile
from twin.model.choice import Decision
from twin.model.decided import DecisionContent
from twin.model.edit import Edit
from twin.store.database import Database
from twin.store.edits import store_edits

FORMAT = 1
_CONTENT = TypeAdapter(DecisionContent)


def content_of(decided: DecisionContent) -> str:
    """A decision as JSON, the same text for the same decision."""
    whole = {"format": FORMAT, "decision": asdict(decided)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(content: str) -> str:
    """sha256 of a content."""
    return hashlib.sha256(content.encode()).hexdigest()


def content(decision: Decision) -> DecisionContent:
    """What a record holds.

    Raises
    ------
    UnreadableFile
        If it is not what its hash says, or a newer program wrote it.
    """
    try:
        whole = json.loads(decision.content)
        if hash_of(decision.content) != decision.sha256 or whole["format"] != FORMAT:
            raise ValueError(decision.decision_id)
        return _CONTENT.validate_python(whole["decision"])
    except (ValueError, KeyError, TypeError, ValidationError):
        raise UnreadableFile(
            "The decision “{name}” is not as it was frozen; it was not opened.",
            "Restore a backup, or open the portfolio with the version of Twin that froze it.",
            name=decision.title,
        ) from None


def store_decision(database: Database, decision: Decision, who: str, what: str) -> None:
    """Keep a decision, in one step of the log."""
    store_edits(database, [Edit(None, decision)], who, what)
