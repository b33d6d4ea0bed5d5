"""Values of the model as JSON and arrays in files, without pickle."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, overload

import numpy as np

from twin.model.building import (
    ClassificationReference,
    Construction,
    ConstructionLayer,
    Element,
    ElementDetails,
    Envelope,
    Georeference,
    Group,
    InternalParts,
    MaterialLayer,
    ModelSummary,
    Space,
    Storey,
)
from twin.model.finding import Finding, Severity

_ENVELOPE_ARRAYS = (
    "element", "area", "azimuth", "tilt", "u_value", "g_value", "gross_area", "construction",
)  # fmt: skip
_ENVELOPE_LISTS = ("kind", "u_source", "adjacency", "u_origin", "g_source", "unheated_rooms")
_ENVELOPE_WORDS = (
    *_ENVELOPE_LISTS, "floor_area", "volume", "floor_area_source", "volume_source",
    "unheated_area", "exposed_perimeter",
)  # fmt: skip


def write_records(path: Path, rows: Sequence[Any]) -> None:
    """Write flat dataclasses as a JSON list of lists."""
    names = [f.name for f in fields(rows[0])] if rows else []
    path.write_text(json.dumps([[getattr(r, n) for n in names] for r in rows]), "utf-8")


def read_elements(path: Path) -> tuple[Element, ...]:
    """Elements written by `write_records`."""
    return tuple(Element(*row) for row in json.loads(path.read_bytes()))


def summary_as_plain(summary: ModelSummary) -> list[Any]:
    """Plain lists of a summary."""
    return list(astuple(summary))


def summary_from_plain(values: list[Any]) -> ModelSummary:
    """The summary of `summary_as_plain`."""
    names = [f.name for f in fields(ModelSummary)]
    found = dict(zip(names, values, strict=True))
    if found["georeference"] is not None:
        found["georeference"] = Georeference(*found["georeference"])
    return ModelSummary(**found)


def finding_as_plain(finding: Finding) -> list[Any]:
    """Plain list of a finding."""
    return [
        finding.code, str(finding.severity), finding.message, finding.consequence,
        finding.next_step, finding.global_id, finding.step_id, dict(finding.values),
    ]  # fmt: skip


def finding_from_plain(values: list[Any]) -> Finding:
    """The finding of `finding_as_plain`."""
    code, severity, *rest = values
    return Finding(code, Severity(severity), *rest)


def storeys_from_plain(rows: list[Any]) -> tuple[Storey, ...]:
    """Storeys from their JSON lists."""
    return tuple(Storey(*row) for row in rows)


def spaces_from_plain(rows: list[Any]) -> tuple[Space, ...]:
    """Spaces from their JSON lists."""
    return tuple(Space(*row) for row in rows)


def groups_from_plain(rows: list[Any]) -> tuple[Group, ...]:
    """Groups from their JSON lists."""
    return tuple(Group(*row[:-1], members=tuple(row[-1])) for row in rows)


def rows_as_plain(rows: Sequence[Any]) -> list[list[Any]]:
    """JSON lists of flat dataclasses."""
    return [list(astuple(row)) for row in rows]


def write_envelope(folder: Path, envelope: Envelope) -> None:
    """Write the arrays and words of an envelope into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _ENVELOPE_ARRAYS:
        array = getattr(envelope, name)
        if array is not None:
            np.save(folder / f"{name}.npy", array, allow_pickle=False)
    words: dict[str, Any] = {name: getattr(envelope, name) for name in _ENVELOPE_WORDS}
    words["constructions"] = [
        [c.is_ordered, rows_as_plain(c.layers)] for c in envelope.constructions
    ]
    parts = envelope.internal
    if parts is not None:
        columns = (parts.element.tolist(), parts.area.tolist(), parts.construction.tolist())
        words["internal"] = [list(parts.kind), *columns]
    (folder / "words.json").write_text(json.dumps(words), "utf-8")


def read_envelope(folder: Path) -> Envelope | None:
    """Envelope written by `write_envelope`, None if there is none."""
    if not folder.is_dir():
        return None
    words = json.loads((folder / "words.json").read_bytes())
    paths = {name: folder / f"{name}.npy" for name in _ENVELOPE_ARRAYS}
    arrays = {name: _array(path) for name, path in paths.items() if path.is_file()}
    words |= {name: tuple(words[name]) for name in _ENVELOPE_LISTS}
    words["constructions"] = tuple(
        Construction(tuple(ConstructionLayer(*layer) for layer in layers), is_ordered)
        for is_ordered, layers in words["constructions"]
    )
    if "internal" in words:
        kind, element, area, construction = words["internal"]
        words["internal"] = InternalParts(
            np.array(element, np.int32), tuple(kind), np.array(area), np.array(construction, int)
        )
    return Envelope(**arrays, **words)


def write_details(folder: Path, details: Sequence[ElementDetails]) -> None:
    """Write details one JSON document after another, with where each begins."""
    documents = [json.dumps(_details_as_plain(d), ensure_ascii=False).encode() for d in details]
    starts = np.cumsum([0, *(len(d) for d in documents)], dtype=np.int64)
    np.save(folder / "details_start.npy", starts, allow_pickle=False)
    (folder / "details.bin").write_bytes(b"".join(documents))


class StoredDetails(Sequence[ElementDetails]):
    """Details of all elements, taken apart one by one when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._start = _array(folder / "details_start.npy")
        self._text = (folder / "details.bin").read_bytes()
        self._known: dict[int, ElementDetails] = {}

    def __len__(self) -> int:
        """Elements."""
        return len(self._start) - 1

    @overload
    def __getitem__(self, index: int) -> ElementDetails: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ElementDetails, ...]: ...
    def __getitem__(self, index: int | slice) -> ElementDetails | tuple[ElementDetails, ...]:
        """Details of one element or of a range of them."""
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        row = range(len(self))[index]
        if row not in self._known:
            document = self._text[self._start[row] : self._start[row + 1]]
            self._known[row] = _details_from_plain(json.loads(document))
        return self._known[row]

    def __iter__(self) -> Iterator[ElementDetails]:
        """All details in row order."""
        return (self[i] for i in range(len(self)))


def _details_as_plain(details: ElementDetails) -> list[Any]:
    return [
        {k: dict(v) for k, v in details.property_sets.items()},
        {k: dict(v) for k, v in details.quantity_sets.items()},
        [[layer.name, layer.thickness] for layer in details.layers],
        rows_as_plain(details.classifications),
    ]


def _details_from_plain(values: list[Any]) -> ElementDetails:
    properties, quantities, layers, references = values
    return ElementDetails(
        properties,
        quantities,
        tuple(MaterialLayer(*layer) for layer in layers),
        tuple(ClassificationReference(*r) for r in references),
    )


def _array(path: Path) -> np.ndarray:
    return np.load(path, allow_pickle=False)
