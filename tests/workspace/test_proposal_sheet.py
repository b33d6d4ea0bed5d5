"""The spreadsheet for suppliers: filled from every example, read again as the same offer."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from twin import resources
from twin.analysis.proposal_format.from_sheets import rows_of
from twin.analysis.proposal_format.sheet_fields import PLANS
from twin.analysis.proposals import parse_proposal
from twin.cli import app
from twin.errors import UnreadableFile
from twin.exporters import proposal_template
from twin.exporters.proposal_template import write_template
from twin.importers.tables.workbook import sheets
from twin.model.proposal import Proposal
from twin.sample.proposals import proposal_files
from twin.ui.texts.language import catalogue, tr, use_language
from twin.workspace.proposal_sheet import from_sheet, template

FILES = proposal_files()
NAME = "innekart-2026-11.json"


@pytest.fixture(autouse=True)
def _english_again():
    yield
    use_language("en")


def filled(path: Path, change: Mapping[tuple[str, int, str], Any], name: str = NAME) -> Path:
    """The template with an example, and some cells changed: (sheet, record, field) to value."""
    rows = rows_of(json.loads(FILES[name]))
    for (sheet, record, field), value in change.items():
        rows[sheet][record][field] = value
    write_template(path, rows=rows)
    return path


def content(proposal: Proposal) -> Proposal:
    return replace(proposal, sha256="")


@pytest.mark.parametrize("name", FILES)
def test_that_an_example_goes_through_the_spreadsheet(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    template(tmp_path / "offer.xlsx", filled_from=tmp_path / name)

    text, check = from_sheet(tmp_path / "offer.xlsx")

    assert check.proposal is not None
    assert not check.errors
    assert content(parse_proposal(text)) == content(parse_proposal(FILES[name]))


@pytest.mark.parametrize(
    ("change", "cell", "said"),
    [
        ({("measures", 0, "cost.per"): "acre"}, "measures!V4", "Expected one of area"),
        ({("effects", 1, "value"): "mye"}, "effects!C5", 'Expected a number. Found "mye".'),
        ({("effects", 0, "unit"): "kg"}, "effects!F4", "Expected the unit"),
        ({("effects", 0, ""): "m9"}, "effects!A4", 'measure of this file. Found "m9"'),
        ({("offer", 0, "validity.until"): "31.12.2027"}, "offer!C10", "Expected a day"),
        ({("products", 0, "size.width"): -1}, "products!D4", "Expected a number above 0"),
    ],
)  # fmt: skip
def test_that_what_is_wrong_is_told_by_cell(
    change: dict[tuple[str, int, str], Any], cell: str, said: str, tmp_path: Path
) -> None:
    _, check = from_sheet(filled(tmp_path / "offer.xlsx", change))

    assert check.proposal is None
    error = check.errors[0]
    assert error.path.split(" ")[0] == cell
    assert said in error.finding.text()


def test_that_numbers_written_as_text_with_a_comma_are_numbers(tmp_path: Path) -> None:
    change = {("measures", 0, "cost.unit_cost.value"): "9,5"}
    _, check = from_sheet(filled(tmp_path / "offer.xlsx", change))

    assert check.proposal is not None
    assert check.proposal.measures[0].unit_cost.value == 9.5


def test_that_formulas_of_a_file_stay_text(tmp_path: Path) -> None:
    _, check = from_sheet(filled(tmp_path / "a.xlsx", {("offer", 0, "title"): '=HYPERLINK("a")'}))

    assert check.proposal is not None
    assert check.proposal.title == '=HYPERLINK("a")'


def test_that_every_text_of_the_template_is_norwegian_too() -> None:
    ends = tuple(f", {end}" for end in proposal_template.ENDS)
    titles = {f.title for p in PLANS for f in p.fields if not f.title.endswith(ends)}
    bases = {f.title.rpartition(", ")[0] for p in PLANS for f in p.fields
             if f.title.endswith(ends)}  # fmt: skip
    texts = titles | bases | {p.title for p in PLANS} | set(proposal_template.ENDS)
    texts |= {*proposal_template.HINTS.values(), *proposal_template.MORE}

    assert sorted(texts - set(catalogue("nb"))) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"a;b\n1;2\n"])
def test_that_other_files_are_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)

    with pytest.raises(UnreadableFile, match=r"nothing was|there is no table"):
        from_sheet(tmp_path / "a.xlsx")


def test_that_an_empty_template_says_what_is_missing(tmp_path: Path) -> None:
    template(tmp_path / "a.xlsx")

    _, check = from_sheet(tmp_path / "a.xlsx")

    assert check.proposal is None
    assert {r.path for r in check.errors} >= {"id", "title", "supplier", "measures"}


def test_that_the_terminal_writes_and_reads_it_in_norwegian(tmp_path: Path) -> None:
    sheet, offer, example = (tmp_path / name for name in ("a.xlsx", "a.json", NAME))
    example.write_bytes(FILES[NAME])
    run = CliRunner().invoke
    base = ["proposal"]

    made = run(app, [*base, "template", str(sheet), "--from", str(example), "--language", "nb"])
    read = run(app, [*base, "from-spreadsheet", str(sheet), "--to", str(offer)])
    checked = run(app, [*base, "check", str(offer)])

    assert (made.exit_code, read.exit_code, checked.exit_code) == (0, 0, 0)
    assert "er malen for et forslag" in made.output
    assert "can be used; measures: 2" in read.output
    filled(sheet, {("measures", 0, "cost.per"): "acre"})
    wrong = run(app, [*base, "from-spreadsheet", str(sheet), "--to", str(offer),
                      "--language", "nb"])  # fmt: skip
    assert wrong.exit_code == 2
    assert "measures!V4 measures[0].cost.per: feil: Forventet en av area" in wrong.output


@pytest.mark.parametrize("language", ["en", "nb"])
def test_that_the_shipped_template_is_the_one_the_program_writes(
    language: str, tmp_path: Path
) -> None:
    shipped = resources.path(f"schemas/partnership-proposal-1.2.template.{language}.xlsx")
    use_language(language)
    template(tmp_path / "a.xlsx", tr)

    own, other = (
        [(s.name, [c.texts for c in s.columns]) for s, _ in sheets(path)]
        for path in (tmp_path / "a.xlsx", shipped)
    )
    assert own == other
