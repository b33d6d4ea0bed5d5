"""Fixtures shared by all tests."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Folder of real public files; skips the test where it is absent."""
    folder = Path(os.environ.get("TWIN_CORPUS", _BESIDE))
    if not folder.is_dir():
        pytest.skip(f"no corpus of real files at {folder} (set TWIN_CORPUS)")
    return folder


@pytest.fixture(autouse=True)
def no_key_held() -> Iterator[None]:
    """Let go of Shift and Ctrl, which Qt keeps held after a test has clicked with them."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is None or gui.QGuiApplication.instance() is None:
        return
    from PySide6.QtCore import Qt

    if gui.QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QWidget

        QTest.keyClick(QWidget(), Qt.Key.Key_F35)
