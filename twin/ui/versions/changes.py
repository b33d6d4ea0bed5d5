"""Rows of the table of changes: what was added, removed and changed."""

from dataclasses import dataclass

from twin.model.building import BuildingModel, Element
from twin.model.version import VersionChanges
from twin.ui.texts.class_names import class_words, element_title
from twin.ui.texts.language import tr
from twin.ui.texts.versions import change_text, reason_text
from twin.ui.widgets.table_model import Cell, Column

ORDER = ("Added", "Removed", "Changed", "May be several")
TONES = {"Added": "ok", "Removed": "danger", "Changed": "warn"}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One element. key: in the model shown, "" where it is not in it."""

    what: str
    name: str
    kind: str
    storey: str
    detail: str
    key: str = ""

    @property
    def where(self) -> str:
        """Kind and storey."""
        return " · ".join(t for t in (self.kind, self.storey) if t)


def change_rows(changes: VersionChanges, model: BuildingModel) -> tuple[ChangeRow, ...]:
    """Everything that is not the same, in the order of `ORDER`."""
    storeys = {s.global_id: s.name for s in model.storeys}
    found, elements = changes.difference, model.elements
    unsure = {c for u in found.unsure for c in u.candidates}
    changed = [
        (row, change_text(flags), reason)
        for row, flags, reason in zip(
            found.new.tolist(), found.changes.tolist(), found.reason, strict=True
        )
        if flags
    ]
    return (
        *(_row("Added", elements[row], storeys) for row in found.added.tolist()),
        *(ChangeRow("Removed", p.name or p.global_id, class_words(p.kind), p.storey, "")
          for p in changes.gone_places),
        *(_row("Changed", elements[row], storeys, f"{text} · {reason_text(reason)}")
          for row, text, reason in changed),
        *(_row("May be several", elements[row], storeys) for row in sorted(unsure)),
    )  # fmt: skip


def change_columns() -> tuple[Column, ...]:
    """What, which, where, and in what it differs."""
    return (
        Column(
            tr("Change"),
            lambda r: Cell(tr(r.what), TONES.get(r.what, ""), is_strong=True),
            lambda r: ORDER.index(r.what),
            lambda r: tr(r.what),
            84,
        ),
        _text(tr("Element"), "name", 0),
        _text(tr("Where"), "where", 120),
        _text(tr("What differs"), "detail", 150),
    )


def _row(what: str, element: Element, storeys: dict[str, str], detail: str = "") -> ChangeRow:
    name = element_title(element.name, element.ifc_class, element.tag)
    storey = storeys.get(element.storey, "")
    return ChangeRow(what, name, class_words(element.ifc_class), storey, detail, element.key)


def _text(title: str, name: str, width: int) -> Column:
    def value(row: ChangeRow) -> str:
        return getattr(row, name)

    return Column(title, lambda r: Cell(value(r) or "–"), lambda r: value(r) or None, value, width)
