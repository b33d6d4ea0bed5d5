"""What the user prefers: one frozen value, one TOML file."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

FILE_NAME = "settings.toml"
LONGEST_RECENT = 10
CHOICES = {
    "language": ("", "nb", "en"),
    "number_format": ("", "nb", "en"),
    "theme": ("system", "light", "dark"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences.

    language, number_format : ``nb`` | ``en`` | "" (as the computer).
    theme : ``system`` | ``light`` | ``dark``.
    text_size : share of the normal size, 0.8 to 2.
    recent : portfolio folders, the latest first.
    user_name : as it stands in the log of changes, "" for the name the computer knows.
    """

    language: str = ""
    number_format: str = ""
    theme: str = "system"
    text_size: float = 1.0
    recent: tuple[str, ...] = ()
    user_name: str = ""

    def with_recent(self, folder: Path) -> "Settings":
        """These settings with `folder` first among the recent portfolios."""
        first = str(folder)
        rest = tuple(r for r in self.recent if r != first)
        return replace(self, recent=(first, *rest)[:LONGEST_RECENT])


def settings_folder() -> Path:
    """Folder of the settings and the log; ``TWIN_SETTINGS_DIR`` overrides the system's place."""
    chosen = os.environ.get("TWIN_SETTINGS_DIR")
    return Path(chosen) if chosen else platformdirs.user_config_path("twin", appauthor=False)


def load_settings(folder: Path | None = None) -> Settings:
    """Settings as stored; anything missing or senseless takes its default."""
    try:
        text = ((folder or settings_folder()) / FILE_NAME).read_text(encoding="utf-8")
        stored = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Settings()
    return settings_from(stored)


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write the settings; a crash leaves the old or the new file, never half of one.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    folder = folder or settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {_toml(value)}" for name, value in asdict(settings).items()]
    temporary = folder / f"{FILE_NAME}.new"
    temporary.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
    temporary.replace(folder / FILE_NAME)


def settings_from(stored: Mapping[str, Any]) -> Settings:  # Any: what a TOML file holds
    """Settings from stored values; a value of the wrong type or range takes its default."""
    default = Settings()
    good: dict[str, Any] = {}
    for field in fields(Settings):
        value = stored.get(field.name, getattr(default, field.name))
        good[field.name] = _checked(field.name, value, getattr(default, field.name))
    return Settings(**good)


def _checked(name: str, value: Any, default: Any) -> Any:  # Any: as stored
    if name in CHOICES:
        return value if value in CHOICES[name] else default
    if name == "text_size":
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if is_number and 0.8 <= value <= 2.0 else default
    if name == "recent":
        is_list = isinstance(value, list | tuple)
        return tuple(v for v in value if isinstance(v, str)) if is_list else default
    return value if isinstance(value, str) else default


def _toml(value: str | float | tuple[str, ...]) -> str:
    # JSON's strings, numbers and lists of strings are TOML too, but for the delete character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
