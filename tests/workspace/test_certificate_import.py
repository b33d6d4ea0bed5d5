"""Enova's public file of certificates, in both layouts, on its way into a portfolio."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from twin.errors import UnreadableFile
from twin.model.building import Building
from twin.store.buildings import load_buildings, save_buildings
from twin.store.certificates import load_certificates
from twin.store.database import Database, create
from twin.store.edits import undo
from twin.workspace.certificate_duty import certificate_lines
from twin.workspace.certificate_import import holds_certificates, take_in, tried
from twin.workspace.open_portfolio import portfolio_data

TODAY = date(2026, 11, 23)
HEAD = "Knr,Gnr,Bnr,Snr,Fnr,Andelsnummer,Bygningsnummer,GateAdresse,Postnummer,Poststed,BruksEnhetsNummer,Organisasjonsnummer,Bygningskategori,Byggear,"  # noqa: E501
V1 = HEAD + (
    "Energikarakter,Oppvarmingskarakter,Utstedelsesdato,TypeRegistrering,Attestnummer,"
    "BeregnetLevertEnergiTotaltkWhm2,Materialvalg\n"
)
V2 = HEAD + (
    "OppgittBra,OppvarmetBra,Energikarakter,Utstedelsesdato,TypeRegistrering,Attestnummer,"
    "BeregnetLevertEnergiTotaltkWhm2,Materialvalg,BeregnetVektetLevertEnergiReferanseklimaKWh,"
    "BeregnetVektetLevertEnergiReferanseklimaKWhm2,AttestUri\n"
)
PLACE = "4601,12,34,0,0,,{number},Lia 1,5000,BERGEN,,987,Skole,1978,"


def v1(number: str, letter: str, issued: str, attest: str) -> str:
    return PLACE.format(number=number) + f"{letter},Orange,{issued},Avansert,{attest},181.5,Tre\n"


def v2(number: str, letter: str, issued: str, attest: str) -> str:
    return (
        PLACE.format(number=number)
        + f"4100,4000,{letter},{issued},Avansert,{attest},150.2,Tre,480000,120.25,https://x\n"
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Three schools, one of them without a building number."""
    made = create(tmp_path / "p.twin", "P")
    area = {"heated_floor_area": 4000.0}
    save_buildings(made, (
        Building("a", "A", "school", building_number="139 000 001", **area),
        Building("b", "B", "school", building_number="139000002", **area),
        Building("c", "C", "school", **area),
    ))  # fmt: skip
    yield made
    made.close()


def written(folder: Path, text: str) -> Path:
    path = folder / "enova.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_that_both_layouts_are_read_with_their_schemes(database: Database, tmp_path: Path) -> None:
    old = written(tmp_path, V1 + v1("139000001", "D", "2019-05-06T00:00:00", "Energiattest-1"))
    plan = tried(old, portfolio_data(database), TODAY)
    take_in(database, plan, ("Kari", "x"))
    new = written(tmp_path, V2 + v2("139000002", "B", "2026-05-06", "2026-7"))
    take_in(database, tried(new, portfolio_data(database), TODAY), ("Kari", "x"))

    first, second = load_certificates(database)

    assert (first.scheme, first.letter, first.heating_grade) == ("2015", "D", "orange")
    assert first.energy is not None and first.energy.kwh_per_m2 == 181.5
    assert (first.issued, first.expires) == (date(2019, 5, 6), date(2029, 5, 6))
    assert (second.scheme, second.heating_grade) == ("2026", "")
    assert second.energy is not None and second.energy.kwh_per_m2 == 120.25


def test_that_the_newest_becomes_current_in_whatever_order_they_come(
    database: Database, tmp_path: Path
) -> None:
    text = V1 + v1("139000001", "B", "2024-05-06", "n2") + v1("139000001", "F", "2012-05-06", "n1")
    plan = tried(written(tmp_path, text), portfolio_data(database), TODAY)

    take_in(database, plan, ("Kari", "x"))

    assert load_buildings(database)[0].energy_label == "B"
    older = written(tmp_path, V1 + v1("139000001", "G", "2011-05-06", "n0"))
    take_in(database, tried(older, portfolio_data(database), TODAY), ("Kari", "x"))
    assert load_buildings(database)[0].energy_label == "B"
    current = portfolio_data(database).certificate_of("a")
    assert current is not None and current.number == "n2"


def test_that_the_same_file_brings_nothing_the_second_time(
    database: Database, tmp_path: Path
) -> None:
    path = written(tmp_path, V1 + v1("139000001", "D", "2019-05-06", "1"))
    take_in(database, tried(path, portfolio_data(database), TODAY), ("Kari", "x"))

    again = tried(path, portfolio_data(database), TODAY)

    assert (again.matched, again.new) == (1, ())


def test_that_others_buildings_are_passed_over_and_the_missing_are_named(
    database: Database, tmp_path: Path
) -> None:
    text = V1 + v1("999999999", "A", "2019-05-06", "1") + v1("139000002", "C", "2019-05-06", "2")

    plan = tried(written(tmp_path, text), portfolio_data(database), TODAY)

    assert (plan.rows, plan.matched, len(plan.new)) == (2, 1, 1)
    assert [b.name for b in plan.without] == ["A", "C"]


def test_that_impossible_certificates_are_left_out_with_their_row(
    database: Database, tmp_path: Path
) -> None:
    text = (
        V1 + v1("139000001", "H", "2019-05-06", "1") + v1("139000001", "C", "i fjor", "2")
        + v1("", "C", "2019-05-06", "3") + v1("139000001", "C", "2031-01-01", "4")
    )  # fmt: skip

    plan = tried(written(tmp_path, text), portfolio_data(database), TODAY)

    assert plan.new == ()
    assert [r.row for r in plan.rejects] == [2, 3, 4, 5]


def test_that_a_step_taken_back_restores_the_letter(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, V1 + v1("139000001", "D", "2019-05-06", "1"))
    change = take_in(database, tried(path, portfolio_data(database), TODAY), ("Kari", "x"))

    undo(database, change.change_id, "Kari", "x")

    assert load_certificates(database) == ()
    assert load_buildings(database)[0].energy_label == ""


def test_that_the_list_has_what_is_due_first(database: Database, tmp_path: Path) -> None:
    text = V1 + v1("139000001", "D", "2012-05-06", "1") + v1("139000002", "D", "2017-05-06", "2")
    plan = tried(written(tmp_path, text), portfolio_data(database), TODAY)
    take_in(database, plan, ("Kari", "x"))

    lines = certificate_lines(portfolio_data(database), TODAY)

    assert [(n.building_id, str(n.state)) for n in lines] == [
        ("a", "expired"), ("c", "missing"), ("b", "expires within 12 months"),
    ]  # fmt: skip


def test_that_only_files_of_certificates_are_taken_for_them(tmp_path: Path) -> None:
    other = written(tmp_path, "Bygning;Energikarakter\nA;B\n")
    assert not holds_certificates(other)
    with pytest.raises(UnreadableFile, match="no list of energy certificates"):
        tried(other, None, TODAY)  # pyright: ignore[reportArgumentType]  refused before
    assert holds_certificates(written(tmp_path, V2))
