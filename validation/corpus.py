"""Where the real public files lie that are not part of the project."""

import os
from pathlib import Path

_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


def corpus_folder() -> Path:
    """Folder of real files: TWIN_CORPUS, else ``../shared/corpus``.

    Raises
    ------
    FileNotFoundError
        If it is not there.
    """
    folder = Path(os.environ.get("TWIN_CORPUS", _BESIDE))
    if not folder.is_dir():
        raise FileNotFoundError(f"no corpus of real files at {folder} (set TWIN_CORPUS)")
    return folder


def corpus_file(name: str) -> Path:
    """A file of the corpus by its path inside it.

    Raises
    ------
    FileNotFoundError
        If the corpus or the file is not there.
    """
    path = corpus_folder() / name
    if not path.is_file():
        raise FileNotFoundError(f"the corpus has no {name}")
    return path
