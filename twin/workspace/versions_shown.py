"""What the window knows of the versions of a model, and of records whose element it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.model.finding import Finding, Severity
from twin.model.version import Follow, ModelVersion, VersionChanges

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

CHANGES = "changes"
"""Name of the overlay of changes."""
REMOVED_COLOUR = "#B2182B"
"""Of what was removed, as in the legend of that overlay."""
MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True, eq=False)
class ModelVersions:
    """What the window knows of the versions of the entered building's model.

    known : the newest first; the first is the building's model.
    changes : since another version, None until it is compared.
    follows : things that records name and the model does not have.
    older : the older version that is shown in place of the building's model, None for that.
    """

    known: tuple[ModelVersion, ...] = ()
    changes: VersionChanges | None = None
    follows: tuple[Follow, ...] = ()
    older: ModelVersion | None = None

    @property
    def before(self) -> ModelVersion | None:
        """The newest version with other content than the building's model."""
        now = self.known[0].sha256 if self.known else ""
        return next((v for v in self.known if v.sha256 != now), None)

    @property
    def lost(self) -> int:
        """How many records name something that the model does not have."""
        return sum(f.count for f in self.follows)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is not in the model and which records name it."""
        if not self.follows:
            return ()
        return (_summary(self.follows), *map(_of_one, self.follows[:MOST_FINDINGS]))


def is_older(workspace: "Workspace") -> bool:
    """Whether an older version is shown, in which nothing is changed; says so if it is."""
    older = workspace.model_versions.older
    if older is not None:
        workspace.notices.say(
            "An older version of the model is shown ({name}); nothing is changed in it.",
            "Go back to the newest version first.",
            name=older.name,
        )
    return older is not None


def _summary(follows: Sequence[Follow]) -> Finding:
    records = sum(f.count for f in follows)
    waiting = sum(f.count for f in follows if f.candidates)
    return Finding(
        "records-without-element",
        Severity.WARNING,
        "Records that lost their element or space: {records}.",
        "They are kept, count for their building part and the building, and are not shown in 3D."
        " So many may name something of this model: {waiting}.",
        "Open the tab Model below and choose Review.",
        values={"records": records, "waiting": waiting},
    )


def _of_one(follow: Follow) -> Finding:
    was = follow.was
    values: Mapping[str, str | int] = {
        "count": follow.count,
        "name": was.name or was.global_id,
        "kind": was.kind or "?",
        "storey": was.storey or "?",
        "code": was.code or "?",
    }
    if not was.kind:
        return Finding(
            "records-without-element", Severity.INFO,
            "No version of the model has {name}; records that name it: {count}.", values=values,
        )  # fmt: skip
    return Finding(
        "records-without-element",
        Severity.INFO,
        "It was {name} ({kind}), storey {storey}, building part {code}; records: {count}.",
        values=values,
    )
