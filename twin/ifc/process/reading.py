"""What the child process does, from the opened file to the finished folder."""

import math
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
from twin.ifc.elements.products import element_products
from twin.ifc.elements.units import read_units
from twin.ifc.geometry import notes
from twin.ifc.geometry.drawing import Effort, Geometry, Source
from twin.ifc.mesh_files import MeshWriter
from twin.ifc.process.messages import Order, Speaker, Talk, peak_memory_mb
from twin.ifc.process.sibling import Sibling
from twin.ifc.process.telling import Telling
from twin.ifc.source.reader import OpenedFile, open_ifc
from twin.model.arrays import Float32Array
from twin.model.building import SHORTFALLS, Element, ModelSummary
from twin.model.finding import Finding

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
    units = read_units(opened.file)
    angle_unit = math.radians(units.factors["PLANEANGLEUNIT"])
    source = Source(
        opened.file, products, units.length, lambda: direct.meshes(opened.path), angle_unit
    )
    geometry = Geometry(source, _effort(order), talk.watch)
    triangles = _stream(geometry, finished / "mesh", talk.speaker)
    telling.let_go_on()
    talk.speaker.say("drawn", fraction=0.8)
    findings = [*opened.findings, *geometry.drawn.findings]
    if sibling is None or not sibling.wait(TOLD_PATIENCE):
        findings.append(telling.in_short())
    if geometry.drawn.missing:
        findings.append(
            notes.shortfall(len(geometry.drawn.missing), len(geometry.drawn.with_body))
        )
    summary = _summary(opened, products, geometry, triangles, findings)
    summary = replace(
        summary, seconds=time.monotonic() - talk.begun, peak_memory_mb=peak_memory_mb()
    )
    write_summary(finished, summary, findings)
    talk.speaker.say("finished", fraction=1.0)


def identities(products: Sequence[ifcopenshell.entity_instance]) -> tuple[Element, ...]:
    """Elements with what can be known at once; keys as in the finished records."""
    counts: dict[str, int] = {}
    ids = [_text(p, 0) for p in products]
    for global_id in ids:
        counts[global_id] = counts.get(global_id, 0) + 1
    return tuple(
        Element(
            global_id if counts[global_id] == 1 and global_id else f"{global_id}#{p.id()}",
            global_id,
            p.id(),
            p.is_a(),
            name=_text(p, 2),
        )
        for p, global_id in zip(products, ids, strict=True)
    )


def _text(product: ifcopenshell.entity_instance, index: int) -> str:
    """A text attribute, "" where the file has none or something else in its place."""
    value = product.get_argument(index)
    return value if isinstance(value, str) else ""


def _effort(order: Order) -> Effort:
    return Effort(tuple(order.libraries), frozenset(order.refused), order.seconds)


def _stream(geometry: Geometry, folder: Path, speaker: Speaker) -> int:
    """Write the mesh portion by portion and announce each; the number of triangles."""
    writer = MeshWriter(folder)
    middles: list[Float32Array] = []
    origin = np.zeros(3)
    for batch in geometry.portions():
        origin = batch.origin
        first, last = writer.append(batch)
        speaker.say("portion", origin=origin.tolist(), first=first, last=last)
        middles.append(np.median(batch.vertices[:: max(1, len(batch.vertices) // 100)], axis=0))
    middle = np.median(np.array(middles), axis=0) if middles else np.zeros(3)
    if np.abs(middle).max() > FARTHEST_MIDDLE:
        writer.close()
        writer = MeshWriter(folder)
        writer.append(geometry.again_around(origin + middle))
    writer.close()
    return writer.counts[1]


def _summary(
    opened: OpenedFile,
    products: Sequence[ifcopenshell.entity_instance],
    geometry: Geometry,
    triangles: int,
    findings: Sequence[Finding],
) -> ModelSummary:
    drawn = geometry.drawn
    reasons = [f.message.format(**f.values) for f in findings if f.code in SHORTFALLS]
    return ModelSummary(
        schema=opened.declared_schema,
        exporter=opened.exporter,
        status="partial" if reasons else "ok",
        reason=" ".join(reasons),
        products=len(products),
        with_body=len(drawn.with_body),
        drawn=len(drawn.rows & drawn.with_body),
        triangles=triangles,
    )
