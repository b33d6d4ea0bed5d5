"""What the child process does, from the opened file to the finished folder."""

import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import ifcopenshell
import numpy as np

from twin.ifc import plain
from twin.ifc.cache import write_summary
from twin.ifc.direct.beside import DirectItems
from twin.ifc.geometry import Effort, Geometry, Source
from twin.ifc.messages import Order, Talk, numbered, peak_memory_mb
from twin.ifc.products import element_products
from twin.ifc.reader import OpenedFile, open_ifc
from twin.ifc.sibling import Sibling
from twin.ifc.telling import Telling
from twin.ifc.units import read_units
from twin.model.building import Element, ModelSummary
from twin.model.mesh import MeshBatch, empty_mesh, joined

FARTHEST_MIDDLE = 20_000.0
"""If the model's middle is farther from the first origin, everything gets a new one. [m]"""


TOLD_PATIENCE = 40.0
"""Seconds records and envelope may take after everything is drawn."""


def read_model(order: Order, direct: DirectItems, text: Path, talk: Talk) -> None:
    """Read a STEP file and write it into the folder ``model`` of the order's folder.

    Records and envelope are read in a copy of this process while this one draws.

    Raises
    ------
    UnreadableFile
        If nothing can be taken from the file.
    """
    begun = time.monotonic()
    folder = Path(order.folder)
    opened = open_ifc(text, folder)
    products = element_products(opened.file)
    talk.speaker.say("opened", fraction=0.1)
    elements = identities(products)
    plain.write_records(folder / "elements.json", elements)
    finished = folder / "model"
    shutil.rmtree(finished, ignore_errors=True)  # of an attempt before this one
    finished.mkdir()
    telling = Telling(opened, elements, finished)
    sibling = Sibling(telling.in_full, talk.speaker.close) if order.with_details else None
    unit = read_units(opened.file).length
    source = Source(opened.file, products, unit, lambda: direct.meshes(opened.path))
    mesh, geometry = _stream(order, source, talk)
    plain.write_mesh(finished / "mesh", mesh)
    telling.let_go_on()
    talk.speaker.say("drawn", fraction=0.8)
    findings = [*opened.findings, *geometry.drawn.findings]
    if sibling is None or not sibling.wait(TOLD_PATIENCE):
        findings.append(telling.in_short())
    summary = _summary(opened, products, geometry, mesh)
    summary = replace(summary, seconds=time.monotonic() - begun, peak_memory_mb=peak_memory_mb())
    write_summary(finished, summary, findings)
    talk.speaker.say("finished", fraction=1.0)


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


def _stream(order: Order, source: Source, talk: Talk) -> tuple[MeshBatch, Geometry]:
    """The whole mesh; portions are written and announced on the way."""
    effort = Effort(tuple(order.libraries), frozenset(order.refused), order.seconds)
    geometry = Geometry(source, effort, talk.watch)
    folders = numbered(Path(order.folder), "portion")
    batches = []
    for batch in geometry.portions():
        batches.append(batch)
        if order.streams:
            folder = next(folders)
            plain.write_mesh(folder, batch)
            done = int(batch.slot_element[-1]) / max(len(source.products), 1)
            talk.speaker.say("portion", folder=folder.name, fraction=0.1 + 0.7 * done)
    if not batches:
        return empty_mesh(), geometry
    mesh = batches[0] if len(batches) == 1 else joined(batches)
    middle = np.median(mesh.vertices[:: max(1, len(mesh.vertices) // 1000)], axis=0)
    if np.abs(middle).max() > FARTHEST_MIDDLE:
        mesh = geometry.again_around(mesh.origin + middle)
    return mesh, geometry


def _summary(
    opened: OpenedFile,
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
    )
