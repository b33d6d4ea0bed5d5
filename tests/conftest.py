"""Fixtures shared by all tests."""

import os
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
