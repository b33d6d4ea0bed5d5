"""A proposal written in the form of the window: the examples go in and come out the same."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from twin.analysis.proposals import parse_proposal
from twin.sample.proposals import proposal_files
from twin.ui.offers.form import ProposalForm
from twin.ui.window.shell import Shell

Settled = Callable[[], None]
FILES = proposal_files()
NAME = "innekart-2026-11.json"


@pytest.fixture
def form(portfolio: Shell) -> ProposalForm:
    portfolio.actions["write_proposal"].trigger()
    return next(d for d in portfolio.window.findChildren(ProposalForm) if d.isVisible())


def lines(form: ProposalForm) -> list[str]:
    return [form.said.item(row).text() for row in range(form.said.count())]


def fill(form: ProposalForm, sheet: str, row: int, title: str, text: str) -> None:
    table = form.tables[sheet].table
    titles = (
        [table.verticalHeaderItem(i).text() for i in range(table.rowCount())]
        if form.tables[sheet].is_upright
        else [table.horizontalHeaderItem(i).text() for i in range(table.columnCount())]
    )
    place = titles.index(title)
    where = (place, 0) if form.tables[sheet].is_upright else (row, place)
    table.model().setData(table.model().index(*where), text)


def test_that_the_empty_form_says_what_is_missing(form: ProposalForm) -> None:
    assert form.check() is None
    assert "supplier: This field is missing." in lines(form)


def test_that_a_proposal_is_written_from_nothing(
    form: ProposalForm, portfolio: Shell, settled: Settled, tmp_path: Path
) -> None:
    for title, text in (
        ("Id of the offer", "no.example.form"), ("Title", "Nye vinduer"), ("Supplier", "Fjord AS"),
        ("Valid until", "2099-12-31"), ("Year of the prices", "2026"),
    ):  # fmt: skip
        fill(form, "offer", 0, title, text)
    for title, text in (
        ("Id", "m1"), ("Title", "Trelags"), ("Parts", "window, door"), ("Price per", "area"),
        ("Price", "8400,5"), ("Price, low", "7600"), ("Service life, years", "40"),
    ):  # fmt: skip
        fill(form, "measures", 0, title, text)
    for title, text in (
        ("Id of the measure", "m1"), ("Effect", "u_value"), ("Value", "0,8"), ("Low", "0.7"),
        ("Unit", "W/(m2 K)"),
    ):  # fmt: skip
        fill(form, "effects", 0, title, text)

    assert form.save(tmp_path / "a.json"), lines(form)
    settled()

    workspace = portfolio.workspace
    assert workspace.portfolio is not None
    proposal = workspace.portfolio.proposal("no.example.form")
    assert proposal is not None
    (measure,) = proposal.measures
    assert not proposal.accepted
    assert measure.selector.kinds == ("window", "door")
    assert (measure.unit_cost.value, measure.unit_cost.low) == (8400.5, 7600)
    assert (measure.effects[0].value.low, measure.effects[0].value.value) == (0.7, 0.8)


@pytest.mark.parametrize("name", FILES)
def test_that_an_example_goes_through_the_form(
    name: str, form: ProposalForm, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    form.open_file(path)

    text = form.check()

    assert text is not None, lines(form)
    own, other = parse_proposal(text), parse_proposal(FILES[name])
    assert replace(own, sha256="") == replace(other, sha256="")


def test_that_a_line_about_a_cell_leads_to_it(form: ProposalForm, tmp_path: Path) -> None:
    document = json.loads(FILES[NAME])
    (tmp_path / NAME).write_text(json.dumps(document), encoding="utf-8")
    form.open_file(tmp_path / NAME)
    fill(form, "effects", 1, "Value", "mye")

    assert form.check() is None
    line = next(row for row, text in enumerate(lines(form)) if '"mye"' in text)
    form.said.setCurrentRow(line)

    assert lines(form)[line] == 'Effects, row 2, Value: Expected a number. Found "mye".'
    assert form.tabs.shown == "effects"
    assert form.tables["effects"].table.currentItem().text() == "mye"


def test_that_a_file_that_cannot_be_used_is_told(form: ProposalForm, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("{")
    form.open_file(path)

    assert "JSON" in lines(form)[0]
