"""IFC models of a portfolio: copies named by their own hash, and the versions of each building."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from sqlalchemy import insert, update

from twin.errors import StoreConflict, TwinError, UnreadableFile
from twin.store import tables
from twin.store.database import SERVER_NAME, Database, open_database
from twin.store.files import fetch_file, share_file
from twin.store.put import put_new

SUFFIXES = (".ifc", ".ifczip")
_BLOCK = 1 << 20


def save_model(
    database: Database, building_id: str, path: Path, who: str = "", elements: int = 0
) -> str:
    """Copy an IFC file into the portfolio and make it the current model of a building.

    The copy is complete, on disk and checked before the database names it.

    who : takes it in.  elements : of the model, 0 if nobody counted.

    Returns
    -------
    str
        SHA-256 of the file, its name in the folder ``models``.

    Raises
    ------
    UnreadableFile
        If the file cannot be read.
    StoreConflict
        If the portfolio has no such building.
    TwinError
        If the copy cannot be written.
    """
    sha256 = copy_model(database.folder, path)
    stored = model_file(database.folder, sha256)
    model = {"sha256": sha256, "suffix": stored.suffix, "size_bytes": stored.stat().st_size}
    with database.writing() as connection:
        share_file(connection, database, stored)
        put_new(connection, tables.models, [model])
        changed = connection.execute(
            update(tables.buildings)
            .where(tables.buildings.c.building_id == building_id)
            .values(model_sha256=sha256, model_name=path.name)
        )
        if changed.rowcount != 1:
            raise StoreConflict(
                "The portfolio has no building {building_id}; the model was not added.",
                "Open the portfolio again.",
                building_id=building_id,
            )
        version = connection.execute(
            insert(tables.building_models)
            .values(
                building_id=building_id,
                sha256=sha256,
                name=path.name,
                received_at=datetime.now(UTC).replace(tzinfo=None),
                who=who,
                elements=elements,
            )
            .returning(tables.building_models.c.version_id)
        ).scalar_one()
        database.own.add(f"model {version}")
    return sha256


def model_file(folder: Path, sha256: str) -> Path:
    """Path of a stored model.

    Raises
    ------
    UnreadableFile
        If the portfolio folder has no such model.
    """
    for suffix in SUFFIXES:
        path = folder / "models" / f"{sha256}{suffix}"
        if path.is_file():
            return path
    raise UnreadableFile(
        "The model file is missing in {folder}; the building's other data is there.",
        "Put the folder models back from a copy, or import the IFC file again.",
        folder=str(folder),
    )


def verified_model_file(folder: Path, sha256: str) -> Path:
    """Path of a stored model whose content still has its hash.

    A model that others gave to a server is fetched first.

    Raises
    ------
    UnreadableFile
        If the model is missing or was changed on disk.
    """
    path = _here_or_fetched(folder, sha256)
    with path.open("rb") as stored:
        found = hashlib.file_digest(stored, "sha256").hexdigest()
    if found != sha256:
        raise UnreadableFile(
            "The stored model {file} was changed or damaged on disk; it was not opened.",
            "Import the IFC file again.",
            file=path.name,
        )
    return path


def _here_or_fetched(folder: Path, sha256: str) -> Path:
    try:
        return model_file(folder, sha256)
    except UnreadableFile:
        if not (folder / SERVER_NAME).is_file():
            raise
    database = open_database(folder, read_only=True)
    try:
        fetch_file(database, f"models/{sha256}")
    finally:
        database.close()
    return model_file(folder, sha256)


def cache_folder(folder: Path) -> Path | None:
    """Where finished models of a portfolio are kept, None where nothing can be written."""
    cache = folder / "cache"
    place = cache if cache.is_dir() else folder
    return cache if os.access(place, os.W_OK) else None


def copy_model(folder: Path, path: Path) -> str:
    """Copy an IFC file into ``models`` under its hash; an existing copy is kept.

    Raises
    ------
    UnreadableFile
        If the file cannot be read.
    TwinError
        If the copy cannot be written.
    """
    try:
        source = path.open("rb")
    except OSError as error:
        raise UnreadableFile(
            "{file} cannot be read ({reason}); nothing was imported.",
            "Check that the file is there and that you may read it.",
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    with source:
        try:
            return _copied(source, folder / "models")
        except OSError as error:
            raise TwinError(
                "The copy of {file} cannot be written ({reason}); nothing was imported.",
                "Free some space, or check that {folder} can be written.",
                file=path.name,
                folder=str(folder),
                reason=error.strerror or str(error),
            ) from error


def _copied(source: BinaryIO, models: Path) -> str:
    """SHA-256 of the copy; its suffix follows the content, whatever the file was called."""
    digest = hashlib.sha256()
    temporary = models / f"arriving-{uuid4().hex}"
    try:
        with temporary.open("xb") as arriving:
            while block := source.read(_BLOCK):
                digest.update(block)
                arriving.write(block)
            arriving.flush()
            os.fsync(arriving.fileno())
    except BaseException:  # also when stopped: no half copy is left behind
        temporary.unlink(missing_ok=True)
        raise
    sha256 = digest.hexdigest()
    with temporary.open("rb") as written:
        suffix = ".ifczip" if written.read(2) == b"PK" else ".ifc"
        written.seek(0)
        is_same = hashlib.file_digest(written, "sha256").hexdigest() == sha256
    if not is_same:
        temporary.unlink(missing_ok=True)
        raise OSError("the copy differs from the file")
    temporary.replace(models / f"{sha256}{suffix}")
    return sha256
