"""What the user reads when a file cannot be taken in, in Norwegian."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from twin.analysis.proposals import ProposalProblem, parse_proposal
from twin.errors import TwinError, UnreadableFile
from twin.ifc.load import load_model
from twin.importers.ifc_file import IMPORTER
from twin.model.importing import Silent
from twin.ui.texts.language import error_text, finding_texts, use_language
from twin.ui.window.shell import Shell

OFFER = {
    "format": "partnership-proposal",
    "version": "1.0",
    "id": "windows",
    "title": "Nye vinduer",
    "supplier": {"name": "Fjordglass AS"},
    "validity": {"until": "2027-12-31", "price_year": 2026},
    "measures": [
        {
            "id": "m1",
            "title": "Vinduer",
            "effects": [{"kind": "u_value", "value": 0.8, "unit": "W/(m2 K)"}],
            "cost": {"per": "area", "unit_cost": 8500},
            "life_years": 40,
        }
    ],
}
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


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": 3}, "title: Forventet tekst. Fant 3."),
        ({"title": ""}, "tekst som ikke er tom"),
        ({"title": "x" * 300}, "høyst 200 tegn"),
        ({"measures": []}, "minst 1 elementer"),
        ({"measures": 3}, "Forventet en liste"),
        ({"supplier": None}, "et objekt"),
        ({"validity": {"until": "2027-01-01", "price_year": 1900}}, "minst 2000"),
        ({"validity": {"until": "2027-01-01", "price_year": 2200}}, "høyst 2100"),
        ({"format": "letter"}, 'Forventet en av partnership-proposal. Fant "letter".'),
    ],
)
def test_that_a_refused_proposal_is_explained_in_norwegian(change: dict[str, object], said: str):
    use_language("nb")
    with pytest.raises(ProposalProblem) as caught:
        parse_proposal(json.dumps(OFFER | change).encode())
    text = error_text(caught.value)
    assert text.startswith("Forslaget ble ikke importert. Linje 1, kolonne ")
    assert said in text
    assert not _english(text)


def test_that_the_offer_without_a_change_is_taken():
    assert parse_proposal(json.dumps(OFFER).encode()).supplier == "Fjordglass AS"


def test_that_a_proposal_that_is_no_text_is_explained_in_norwegian():
    use_language("nb")
    with pytest.raises(ProposalProblem) as caught:
        parse_proposal(b"\xff\xfe\x00")
    assert "Forventet tekst i UTF-8. Fant 0xff." in error_text(caught.value)


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
