"""Taking files into the open portfolio."""

from dataclasses import replace
from pathlib import Path

from twin.exporters.geojson import write_geojson
from twin.store.audit import changes
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, said
from workspace.small_model import write_small_model


def test_that_importing_a_model_adds_a_building(
    opened: Workspace, settled: Settle, house: Path
) -> None:
    opened.import_source([house])
    settled()

    assert opened.portfolio is not None
    new = opened.portfolio.buildings[-1]
    assert (new.building_id, new.name, new.category) == ("b04", "Lia skole", "school")
    assert new.model_sha256
    assert opened.selection == {"b04"}
    assert "Lia skole was added" in said(opened)


def test_that_a_new_version_replaces_the_model_of_the_entered_building(
    entered: Workspace, settled: Settle, tmp_path: Path
) -> None:
    assert entered.building is not None
    before = entered.building.model_sha256
    newer = write_small_model(tmp_path / "newer.ifc")

    entered.import_source([newer], as_new_version=True)
    settled()

    assert entered.portfolio is not None
    assert len(entered.portfolio.buildings) == 3
    assert entered.building.model_sha256 != before
    assert entered.building.model_name == "newer.ifc"
    assert entered.model is not None


def test_that_files_are_taken_in_order_and_a_bad_one_does_not_stop_the_rest(
    opened: Workspace, settled: Settle, house: Path, offer: Path, tmp_path: Path
) -> None:
    note = tmp_path / "notes.docx"
    note.write_text("hello")

    opened.import_source([note, house, offer])
    settled()

    refused, added, proposal = (n.text() for n in opened.notices.shown)
    assert "Choose one of: .ifc, .ifczip, .json, .pproposal" in refused
    assert "Lia skole was added" in added
    assert "The proposal Walls of Vegg AS is here" in proposal
    assert opened.portfolio is not None
    assert [p.accepted for p in opened.portfolio.proposals] == [False]
    opened.notices.clear()


def test_that_what_was_guessed_of_a_model_is_a_notice(
    opened: Workspace, settled: Settle, tmp_path: Path
) -> None:
    opened.import_source([write_small_model(tmp_path / "house.ifc")])
    settled()

    added, guessed = (n.text() for n in opened.notices.shown)
    assert "House was added" in added
    assert "taken for an office" in guessed


def test_that_importing_needs_a_portfolio(workspace: Workspace, house: Path) -> None:
    workspace.import_source([house])

    assert "Open or make a portfolio first" in said(workspace)
    assert not workspace.jobs.running


def test_that_files_never_end_up_in_a_portfolio_opened_meanwhile(
    opened: Workspace, settled: Settle, house: Path, tmp_path: Path
) -> None:
    opened.import_source([house, house])
    opened.create_portfolio(tmp_path / "Other")
    settled()

    assert opened.portfolio is not None
    assert opened.portfolio.name == "Other"
    assert opened.portfolio.buildings == ()


def test_that_footprints_and_workbooks_are_logged_under_the_name_the_user_chose(
    opened: Workspace, settled: Settle, tmp_path: Path, corpus: Path
) -> None:
    assert opened.portfolio is not None and opened.database is not None
    opened.change_settings(user_name="Kari Nordmann")
    first = opened.portfolio.buildings[0]
    moved = tuple((x + 2.0, y) for x, y in first.footprint)
    write_geojson(tmp_path / "map.geojson", [replace(first, footprint=moved)])

    opened.import_source([tmp_path / "map.geojson", corpus / "cobie/OBN1-COBie-UK-2014.xlsx"])
    settled()

    steps = changes(opened.database)
    assert [step.who for step in steps] == ["Kari Nordmann", "Kari Nordmann"]
