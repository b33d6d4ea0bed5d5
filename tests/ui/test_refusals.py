"""What the user reads when a file cannot be taken in, in Norwegian."""

from collections.abc import Callable
from pathlib import Path

import pytest

from twin.errors import TwinError, UnreadableFile
from twin.ifc.load import load_model
from twin.importers.ifc_file import IMPORTER
from twin.model.importing import Silent
from twin.ui.texts.language import error_text, finding_texts, use_language
from twin.ui.window.shell import Shell

LETTER = b"Dear reader"
PDF = b"%PDF-1.7 ..."
FUTURE = b"ISO-10303-21;HEADER;FILE_SCHEMA(('IFC9'));ENDSEC;DATA;ENDSEC;END-ISO-10303-21;"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LETTER, "Dette er ikke en IFC-fil: linjen ISO-10303-21"),
        (PDF, "Dette er et PDF-dokument, ikke en IFC-fil. Eksporter modellen på nytt"),
        (FUTURE, "IFC9"),
        (b"", "Filen er tom."),
    ],
)
def test_that_a_refused_model_is_explained_in_norwegian(tmp_path: Path, content: bytes, said: str):
    path = tmp_path / "brev.ifc"
    path.write_bytes(content)
    use_language("nb")

    with pytest.raises(UnreadableFile) as caught:
        IMPORTER.read(path, None, Silent())

    text = error_text(caught.value)
    assert text.startswith("brev.ifc ble ikke importert. ")
    assert said in text
    assert not _english(text)


def test_that_the_finding_of_a_refused_file_is_in_norwegian(tmp_path: Path):
    use_language("nb")
    refused = load_model(tmp_path / "borte.ifc", None).findings[0]
    assert finding_texts(refused) == (
        "borte.ifc finnes ikke.", "Ingenting ble hentet fra den.", "Velg den på nytt.",
    )  # fmt: skip


def test_that_words_of_the_system_are_translated_inside_a_message():
    use_language("nb")
    error = TwinError("The file cannot be read from the disk ({reason}).", reason="Is a directory")
    assert error_text(error) == "Filen kan ikke leses fra disken (det er en mappe)."


def test_that_the_import_notice_is_in_norwegian(
    portfolio: Shell, settled: Callable[[], None], tmp_path: Path
):
    path = tmp_path / "tegning.ifc"
    path.write_bytes(PDF)
    use_language("nb")

    portfolio.workspace.import_source((path,))
    settled()

    said = portfolio.stage.bars.messages()[0]
    start = "tegning.ifc ble ikke importert. Dette er et PDF-dokument, ikke en IFC-fil."
    assert said.lead == start
    assert said.text.startswith("Eksporter modellen på nytt som IFC")


def _english(text: str) -> bool:
    return any(word in f" {text} ".lower() for word in (" the ", " this ", " file ", " model "))
