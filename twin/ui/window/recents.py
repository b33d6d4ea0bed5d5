"""Portfolios opened before, with their pictures."""

import hashlib
from datetime import datetime
from pathlib import Path

from twin.ui.texts.language import tr
from twin.ui.texts.numbers import day
from twin.ui.widgets.recent_row import Recent
from twin.workspace.settings import settings_folder


def thumbnail_path(folder: Path) -> Path:
    """Where the picture of a portfolio on the start page is kept."""
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    return settings_folder() / "thumbnails" / f"{name}.png"


def recent_portfolio(folder: Path) -> Recent:
    """What the start page shows of a portfolio opened before."""
    is_missing = not folder.is_dir()
    picture = thumbnail_path(folder)
    when = "" if is_missing else _when(folder)
    found = picture if picture.is_file() and not is_missing else None
    return Recent(folder, folder.stem, str(folder.parent), when, found, is_missing)


def _when(folder: Path) -> str:
    changed = datetime.fromtimestamp(_last_change(folder))
    days = (datetime.now().date() - changed.date()).days
    if days == 0:
        return tr("Today {time}", time=f"{changed:%H:%M}")
    return tr("Yesterday") if days == 1 else day(changed.date())


def _last_change(folder: Path) -> float:
    database = folder / "portfolio.sqlite"
    return (database if database.is_file() else folder).stat().st_mtime
