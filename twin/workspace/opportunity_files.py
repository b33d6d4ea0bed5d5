"""Calculated opportunities kept beside the portfolio, found again by what they follow from."""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from twin.model.choice import Assumptions
from twin.model.opportunity import SINGLE, WITH_SPREAD, Ladders, Opportunities
from twin.model.proposal import Range

if TYPE_CHECKING:
    from twin.analysis.opportunities.ladders import Wanted
    from twin.analysis.opportunities.offers import Offer
    from twin.analysis.opportunities.sites import Site

EDITION = 2  # of what is calculated; another one makes older files worthless
KEPT = 8
Columns = dict[str, Any]  # arrays of several kinds
COLUMNS = ("building", "measure", *WITH_SPREAD, *SINGLE)


def key_of(
    sites: Sequence["Site"], offers: Sequence["Offer"], assumptions: Assumptions, weather: str
) -> str:
    """Hash of everything that opportunities follow from."""
    told = hashlib.sha256(f"{EDITION} {weather} {_defaults()}".encode())
    for site in sites:
        about = site.building, site.worn, site.needs, site.zone, bool(site.model)
        told.update(repr(about).encode())
    told.update(repr((tuple(offers), assumptions)).encode())
    return told.hexdigest()


def key_of_ladders(key: str, wanted: "Wanted") -> str:
    """Hash of what packages follow from."""
    about = key, wanted.objective, sorted(wanted.must), sorted(wanted.never)
    return hashlib.sha256(repr(about).encode()).hexdigest()


@lru_cache(maxsize=1)
def _defaults() -> str:
    from twin.workspace.defaults import defaults

    return hashlib.sha256(repr(defaults()).encode()).hexdigest()


def keep(folder: Path | None, key: str, found: Opportunities) -> None:
    """Write opportunities; where nothing can be written they are calculated again next time."""
    about = {
        "buildings": found.buildings,
        "measures": found.measures,
        "draws": found.draws,
        "not_applicable": found.not_applicable,
        "assumptions": _plain(found.assumptions),
    }
    _write(folder, key, about, {name: getattr(found, name) for name in COLUMNS})


def kept(folder: Path | None, key: str) -> Opportunities | None:
    """Opportunities as they were written, None where there are none or they are damaged."""
    read = _read(folder, key)
    if read is None:
        return None
    about, columns = read
    try:
        return Opportunities(
            tuple(about["buildings"]),
            tuple(about["measures"]),
            **{name: columns[name] for name in COLUMNS},
            assumptions=_assumptions(about["assumptions"]),
            draws=about["draws"],
            not_applicable=about["not_applicable"],
        )
    except (KeyError, TypeError, ValueError):
        return None


def keep_ladders(folder: Path | None, key: str, found: Ladders) -> None:
    """Write packages; the singles they rest on are kept by themselves."""
    steps = {name: getattr(found.steps, name) for name in COLUMNS}
    _write(folder, key, {}, {**steps, "single": found.single, "position": found.position})


def kept_ladders(folder: Path | None, key: str, singles: Opportunities) -> Ladders | None:
    """Packages as they were written, None where there are none or they are damaged."""
    read = _read(folder, key)
    if read is None:
        return None
    _, columns = read
    try:
        steps = Opportunities(
            singles.buildings,
            singles.measures,
            **{name: columns[name] for name in COLUMNS},
            assumptions=singles.assumptions,
        )
        return Ladders(singles, columns["single"], columns["position"], steps)
    except (KeyError, TypeError, ValueError):
        return None


def _write(
    folder: Path | None, key: str, about: dict[str, Any], columns: Columns
) -> None:  # Any: JSON
    if folder is None:
        return
    target = _file(folder, key)
    part = target.with_suffix(f".{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(file, about=np.array(json.dumps(about)), **columns)  # pyright: ignore[reportArgumentType]
        part.replace(target)
        _sweep(target.parent)
    except OSError:
        part.unlink(missing_ok=True)


def _read(folder: Path | None, key: str) -> tuple[dict[str, Any], Columns] | None:
    if folder is None or not _file(folder, key).is_file():
        return None
    try:
        with np.load(_file(folder, key), allow_pickle=False) as file:
            columns = {name: file[name] for name in file.files}
        return json.loads(str(columns.pop("about"))), columns
    except (OSError, ValueError, KeyError, EOFError):
        return None


def _file(folder: Path, key: str) -> Path:
    return folder / "opportunities" / f"{key}.npz"


def _sweep(folder: Path) -> None:
    """Remove the oldest files beyond those that are kept."""
    files = sorted(folder.glob("*.npz"), key=lambda f: f.stat().st_mtime, reverse=True)
    for old in files[KEPT:]:
        old.unlink(missing_ok=True)


def _plain(assumptions: Assumptions) -> dict[str, Any]:
    found = {f.name: getattr(assumptions, f.name) for f in fields(Assumptions)}
    prices = {c: [p.value, p.low, p.high, p.source] for c, p in assumptions.prices.items()}
    return {**found, "prices": prices}


def _assumptions(plain: dict[str, Any]) -> Assumptions:
    prices = {carrier: Range(*values) for carrier, values in plain["prices"].items()}
    return Assumptions(**{**plain, "prices": prices})
