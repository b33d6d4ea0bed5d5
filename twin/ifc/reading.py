"""What the child process does, from the opened file to the finished folder."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import ifcopenshell
import numpy as np

from twin.ifc import plain
from twin.ifc.cache import ModelParts, write_model
from twin.ifc.envelope import envelope, envelope_findings
from twin.ifc.geometry import Effort, Geometry
from twin.ifc.messages import Order, Speaker, Watch, numbered, peak_memory_mb
from twin.ifc.products import element_products
from twin.ifc.reader import OpenedFile, open_ifc
from twin.ifc.records import Records, read_records
from twin.ifc.units import read_units
from twin.model.building import Element, ElementDetails, Georeference, ModelSummary
from twin.model.finding import Finding, Severity
from twin.model.mesh import MeshBatch, empty_mesh, joined

FARTHEST_MIDDLE = 20_000.0
"""If the model's middle is farther from the first origin, everything gets a new one. [m]"""


def read_model(order: Order, speaker: Speaker, watch: Watch) -> None:
    """Read the ordered file and write it into the folder ``model`` of the order's folder.

    Raises
    ------
    UnreadableFile
        If nothing can be taken from the file.
    """
    begun = time.monotonic()
    folder = Path(order.folder)
    opened = open_ifc(Path(order.path), folder)
    products = element_products(opened.file)
    speaker.say("opened", fraction=0.1)
    elements = identities(products)
    plain.write_records(folder / "elements.json", elements)
    mesh, geometry = _stream(order, opened, products, speaker, watch)
    speaker.say("drawn", fraction=0.7)
    records = read_records(opened) if order.with_details else _without_details(elements)
    speaker.say("recorded", fraction=0.9)
    found = envelope(records, mesh) if order.with_details else None
    gaps = envelope_findings(records, found) if order.with_details else ()
    findings = (*opened.findings, *records.findings, *geometry.drawn.findings, *gaps)
    summary = _summary(opened, records, products, geometry, mesh)
    summary = replace(summary, seconds=time.monotonic() - begun, peak_memory_mb=peak_memory_mb())
    write_model(
        folder / "model",
        ModelParts(
            summary,
            records.elements,
            records.storeys,
            records.spaces,
            records.groups,
            mesh,
            records.details,
            found,
            findings,
        ),
    )
    speaker.say("finished", fraction=1.0)


def identities(products: Sequence[ifcopenshell.entity_instance]) -> tuple[Element, ...]:
    """Elements with what can be known at once; keys as in the finished records."""
    counts: dict[str, int] = {}
    ids = [p.get_argument(0) or "" for p in products]
    for global_id in ids:
        counts[global_id] = counts.get(global_id, 0) + 1
    return tuple(
        Element(
            global_id if counts[global_id] == 1 and global_id else f"{global_id}#{p.id()}",
            global_id,
            p.id(),
            p.is_a(),
            name=p.get_argument(2) or "",
        )
        for p, global_id in zip(products, ids, strict=True)
    )


def _stream(
    order: Order,
    opened: OpenedFile,
    products: Sequence[ifcopenshell.entity_instance],
    speaker: Speaker,
    watch: Watch,
) -> tuple[MeshBatch, Geometry]:
    """The whole mesh; portions are written and announced on the way."""
    effort = Effort(tuple(order.libraries), frozenset(order.refused), order.seconds)
    unit = read_units(opened.file).length
    geometry = Geometry(opened, products, unit, effort, watch)
    folders = numbered(Path(order.folder), "portion")
    batches = []
    for batch in geometry.portions():
        batches.append(batch)
        if order.streams:
            folder = next(folders)
            plain.write_mesh(folder, batch)
            done = int(batch.slot_element[-1]) / max(len(products), 1)
            speaker.say("portion", folder=folder.name, fraction=0.1 + 0.6 * done)
    if not batches:
        return empty_mesh(), geometry
    mesh = joined(batches)
    middle = np.median(mesh.vertices[:: max(1, len(mesh.vertices) // 1000)], axis=0)
    if np.abs(middle).max() > FARTHEST_MIDDLE:
        mesh = geometry.again_around(mesh.origin + middle)
    return mesh, geometry


def _without_details(elements: tuple[Element, ...]) -> Records:
    finding = Finding(
        "details-not-read",
        Severity.ERROR,
        "Properties, storeys and spaces could not be read from this file.",
        "Elements are shown with their name and class alone.",
        "Ask for a new export of the model.",
    )
    details = tuple(ElementDetails() for _ in elements)
    return Records(elements, details, (), (), (), Georeference(), "", 1.0, 0.0, (finding,))


def _summary(
    opened: OpenedFile,
    records: Records,
    products: Sequence[ifcopenshell.entity_instance],
    geometry: Geometry,
    mesh: MeshBatch,
) -> ModelSummary:
    drawn = geometry.drawn
    return ModelSummary(
        schema=opened.declared_schema,
        exporter=opened.exporter,
        status=opened.status,
        reason=opened.reason,
        products=len(products),
        with_body=len(drawn.with_body),
        drawn=len(drawn.rows & drawn.with_body),
        triangles=len(mesh.faces),
        storeys=len(records.storeys),
        spaces=len(records.spaces),
        georeference=records.georeference,
        units=records.units,
    )
