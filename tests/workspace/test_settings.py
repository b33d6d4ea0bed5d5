"""Preferences survive, and a broken file does no harm."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from twin.workspace.settings import (
    FILE_NAME,
    Settings,
    load_settings,
    save_settings,
    settings_folder,
)


def test_that_settings_come_back(settings_dir: Path) -> None:
    settings = Settings("nb", "en", "dark", 1.5, ('C:\\Bygg "A"\\æøå.twin', "/b\n.twin"))

    save_settings(settings)

    assert load_settings() == settings
    assert settings_folder() == settings_dir
    assert [p.name for p in settings_dir.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[[",
        "\x00\xff",
        'language = "klingon"\ntheme = 7\ntext_size = "big"\nrecent = "no list"',
        "text_size = 900\nunknown = 1\nrecent = [1, 2]",
        "text_size = true",
        "text_size = nan",
    ],
)
def test_that_a_senseless_file_gives_defaults(settings_dir: Path, text: str) -> None:
    settings_dir.mkdir()
    (settings_dir / FILE_NAME).write_text(text, encoding="latin-1")

    assert load_settings() == Settings()


def test_that_recent_portfolios_are_named_once_the_latest_first() -> None:
    settings = Settings()
    for name in ("a", "b", "a", *(str(i) for i in range(20))):
        settings = settings.with_recent(Path(name))

    assert settings.recent[:2] == ("19", "18")
    assert len(settings.recent) == 10
    assert replace(settings, recent=("a", "b")).with_recent(Path("b")).recent == ("b", "a")


def test_that_an_unwritable_folder_is_reported_to_the_caller(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    blocked.chmod(stat.S_IREAD)

    with pytest.raises(OSError, match="file"):
        save_settings(Settings(), blocked / "below")
