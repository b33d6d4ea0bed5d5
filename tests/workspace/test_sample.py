"""The sample portfolio is written once, apart, and then only opened."""

from collections.abc import Callable
from multiprocessing import Pipe
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from twin.model.importing import Silent
from twin.workspace.open_sample import _watch, _write, sample_folder
from twin.workspace.workspace import Workspace


def test_that_stopping_the_sample_leaves_nothing_behind(
    workspace: Workspace, settled: Callable[[], None], qtbot: QtBot, settings_dir: Path
) -> None:
    workspace.open_sample()
    qtbot.waitUntil(lambda: any(settings_dir.glob("unfinished-*")), timeout=30_000)

    workspace.jobs.running[0].cancel()
    settled()

    assert workspace.mode == "start"
    assert "Stopped" in workspace.notices.shown[-1].text()
    assert not sample_folder().exists()
    assert list(settings_dir.glob("unfinished-*")) == []


def test_that_why_the_sample_was_not_written_is_told_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("not a folder")
    receiver, sender = Pipe(duplex=False)

    _write(str(taken), sender)
    reason = _watch(receiver, Silent())

    assert str(taken) in reason
    assert "Traceback" in caplog.text


@pytest.mark.slow
def test_that_the_sample_opens_and_the_second_time_at_once(
    workspace: Workspace, settled: Callable[[], None], qtbot: QtBot
) -> None:
    workspace.open_sample()
    qtbot.waitUntil(lambda: workspace.portfolio is not None, timeout=120_000)
    assert workspace.portfolio is not None
    assert len(workspace.portfolio.buildings) == 12
    written = (sample_folder() / "portfolio.sqlite").stat().st_ino

    workspace.open_sample()
    settled()

    assert (sample_folder() / "portfolio.sqlite").stat().st_ino == written
    assert list(sample_folder().parent.glob("unfinished-*")) == []
