"""Weather of a portfolio: one file of compressed arrays per year, named by its content."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from twin.errors import StoreConflict, TwinError, UnreadableFile
from twin.model.thermal import WEATHER_COLUMNS, HourlyWeather
from twin.model.weather import StoredWeather
from twin.store.database import Database
from twin.store.files import share_file

FOLDER = "weather"
SUFFIX = ".npz"
_FACTS = ("name", "source", "latitude", "longitude", "utc_offset", "altitude", "year")
_ABOUT = "about"


def save_weather(database: Database, weather: HourlyWeather) -> StoredWeather:
    """Keep the columns of a year as they were read; the same year again changes nothing.

    Raises
    ------
    StoreConflict
        If the portfolio can only be read.
    TwinError
        If the file cannot be written.
    """
    if database.is_read_only:
        raise StoreConflict(
            "The portfolio {name} can only be read here; nothing was stored.",
            "Copy the folder to a place where you can write.",
            name=database.folder.name,
        )
    columns = {name: getattr(weather, name).astype("<f4") for name in WEATHER_COLUMNS}
    key = _key(weather, columns)
    folder = database.folder / FOLDER
    path = folder / f"{key}{SUFFIX}"
    received = datetime.now(UTC).replace(tzinfo=None)
    about = {name: getattr(weather, name) for name in _FACTS}
    about |= {"origin": dict(weather.origin), "received_at": received.isoformat()}
    if not path.is_file():
        content = BytesIO()
        text = np.array(json.dumps(about))
        np.savez_compressed(content, allow_pickle=False, **columns, **{_ABOUT: text})
        _write(path, content.getvalue())
    if database.is_server:
        with database.writing() as connection:
            share_file(connection, database, path)
    return _listed(path)


def load_weather(folder: Path, key: str) -> HourlyWeather:
    """One year of the portfolio in `folder`; columns the file lacked are NaN.

    Raises
    ------
    UnreadableFile
        If there is no such weather, or its file is damaged.
    """
    path = folder / FOLDER / f"{key}{SUFFIX}"
    about, columns = _read(path, WEATHER_COLUMNS)
    facts = {name: about[name] for name in _FACTS}
    values = {name: column.astype(np.float64) for name, column in columns.items()}
    return HourlyWeather(**facts, **values, origin=about["origin"])


def list_weather(folder: Path) -> tuple[StoredWeather, ...]:
    """Weather of the portfolio in `folder`, in the order in which it came; damaged files not."""
    found: list[StoredWeather] = []
    for path in (folder / FOLDER).glob(f"*{SUFFIX}"):
        try:
            found.append(_listed(path))
        except UnreadableFile:
            continue
    return tuple(sorted(found, key=lambda w: (w.received_at, w.key)))


def _key(weather: HourlyWeather, columns: dict[str, Any]) -> str:  # Any: float32 arrays
    digest = hashlib.sha256(f"{weather.name}|{weather.year}".encode())
    for name in WEATHER_COLUMNS:
        digest.update(columns[name].tobytes())
    return digest.hexdigest()[:16]


def _listed(path: Path) -> StoredWeather:
    about, _ = _read(path, ())
    received = datetime.fromisoformat(about["received_at"])
    return StoredWeather(path.stem, about["name"], about["year"], received)


def _read(
    path: Path, names: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, Any]]:  # Any: JSON values and arrays
    try:
        with np.load(path, allow_pickle=False) as stored:
            about = json.loads(str(stored[_ABOUT]))
            columns = {name: stored[name] for name in names}
        if not {*_FACTS, "origin", "received_at"} <= about.keys():
            raise ValueError("facts are missing")
    except (OSError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise UnreadableFile(
            "The weather {name} of the portfolio is missing or damaged.",
            "Import the weather file again, or choose other weather.",
            name=path.stem,
        ) from error
    return about, columns


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_suffix(".arriving")
    try:
        path.parent.mkdir(exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        raise TwinError(
            "The weather cannot be stored in {folder} ({reason}).",
            "Free some space, or check that the folder can be written.",
            folder=str(path.parent),
            reason=error.strerror or str(error),
        ) from error
