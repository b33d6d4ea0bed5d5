"""The model of a building with what is known of it in place of what its file says."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from twin.model.building import BuildingModel
from twin.model.known import U_VALUE, KnownValue
from twin.model.operation import ActualOperation, Override

AIRFLOW = "airflow_in_use"


def with_known_values(
    model: BuildingModel | None, known: tuple[KnownValue, ...]
) -> BuildingModel | None:
    """The model with known U- and g-values in its envelope; the file's own where none is known."""
    if model is None or model.envelope is None or not known:
        return model
    return _known_model(model, known)


@lru_cache(maxsize=2)
def _known_model(model: BuildingModel, known: tuple[KnownValue, ...]) -> BuildingModel:
    from twin.analysis.known_values import known_envelope

    assert model.envelope is not None  # or nobody asks
    return replace(model, envelope=known_envelope(model.envelope, model.elements, known))


def alike(model: BuildingModel, keys: frozenset[str]) -> frozenset[str]:
    """Elements of the envelope of the same kind with the same layers, else the same type.

    Windows and doors go by their type first. Without layers and type only the given ones.
    """
    envelope = model.envelope
    if envelope is None:
        return keys
    layers = envelope.construction
    marks: list[tuple[str, str]] = []
    for row, element in enumerate(envelope.element):
        number = int(layers[row]) if layers is not None else -1
        of_type = model.elements[int(element)].type_name
        by_type, by_layers = of_type and f"type {of_type}", number >= 0 and f"layers {number}"
        is_bought = envelope.kind[row] in ("window", "door")
        mark = (by_type or by_layers) if is_bought else (by_layers or by_type)
        marks.append((envelope.kind[row], mark or ""))
    names = [model.elements[int(element)].key for element in envelope.element]
    wanted = {m for name, m in zip(names, marks, strict=True) if name in keys and m[1]}
    return keys | {name for name, m in zip(names, marks, strict=True) if m in wanted}


def in_envelope(model: BuildingModel, keys: frozenset[str]) -> frozenset[str]:
    """Those of the elements that separate heated rooms from what is not heated."""
    if model.envelope is None:
        return frozenset()
    parts = np.flatnonzero(model.envelope.area > 0)
    found = {model.elements[int(model.envelope.element[row])].key for row in parts}
    return keys & found


def of_element(known: Sequence[KnownValue], key: str, kind: str) -> KnownValue | None:
    """The known U-value of an element of a kind, None where nothing is known."""
    own = (v for v in reversed(known) if v.quantity == U_VALUE and key in v.elements)
    of_kind = (v for v in reversed(known) if v.quantity == f"u_{kind}" and not v.elements)
    return next(own, None) or next(of_kind, None)


def with_known_airflow(
    operation: ActualOperation | None, known: Sequence[KnownValue]
) -> ActualOperation | None:
    """The actual operation with the supply air that is known where it tells none of its own."""
    air = next((v for v in reversed(known) if v.quantity == "airflow"), None)
    if operation is None or air is None or operation.value(AIRFLOW) is not None:
        return operation
    told = Override(AIRFLOW, air.value, air.who, air.when, air.note or air.kind)
    return replace(operation, overrides=(*operation.overrides, told))
