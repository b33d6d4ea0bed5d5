"""Readings and energy certificates from the command line."""

from pathlib import Path

import numpy as np
import pytest

from tests.exporters.full_records import BUILDINGS, SCHOOL
from twin.errors import TwinError
from twin.model.meter import EnergyCarrier
from twin.store.buildings import save_buildings
from twin.store.database import create, open_database
from twin.store.readings import load_readings
from twin.workspace.import_series_file import import_series_file
from twin.workspace.import_table_file import Wish
from twin.workspace.open_portfolio import read_portfolio

SPRING = ["30.03.2025 00:00", "30.03.2025 01:00", *(f"30.03.2025 {h:02}:00" for h in range(3, 24))]
V1 = (
    "Knr;Gnr;Bnr;Snr;Fnr;Andelsnummer;Bygningsnummer;GateAdresse;Postnummer;Poststed;"
    "BruksEnhetsNummer;Organisasjonsnummer;Bygningskategori;Byggear;Energikarakter;"
    "Oppvarmingskarakter;Utstedelsesdato;TypeRegistrering;Attestnummer;"
    "BeregnetLevertEnergiTotaltkWhm2;BeregnetFossilandel;Materialvalg;HarEnergiVurdering;"
    "EnergiVurderingDato\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    database = create(tmp_path / "p.twin")
    save_buildings(database, BUILDINGS)
    database.close()
    return tmp_path / "p.twin"


def hours(path: Path) -> Path:
    lines = (f"Hovedstrøm;{t};1 0{i * 7 % 23:02},5\n" for i, t in enumerate(SPRING))
    path.write_text("Måler;Tidspunkt;kWh\n" + "".join(lines), encoding="utf-8")
    return path


def test_that_hours_over_a_change_of_the_clock_are_stored_as_one_step(
    folder: Path, tmp_path: Path
):
    said = {"building_name": "Lia skole", "clock": "local", "carrier": "electricity"}
    told = import_series_file(folder, hours(tmp_path / "m.csv"), Wish(constants=said))

    assert told is not None
    assert "1 of 1 series were taken in, 0 of 23 lines are left out" in told[0]
    (meter,) = read_portfolio(folder).meters
    assert (meter.building_id, meter.carrier) == ("b01", EnergyCarrier.ELECTRICITY)
    database = open_database(folder)
    found = load_readings(database, meter.meter_id)
    database.close()
    assert found is not None
    assert int(np.isfinite(found.values).sum()) == 23
    wanted = sum(1000 + i + 0.5 for i in range(23))
    assert float(np.nansum(found.values)) == pytest.approx(wanted, rel=1e-6)


def test_that_a_trial_of_readings_stores_nothing_and_asks_what_nobody_may_guess(
    folder: Path, tmp_path: Path
):
    path = hours(tmp_path / "m.csv")
    told = import_series_file(folder, path, Wish(is_trial=True))

    assert told is not None
    assert "0 of 1 series would be taken in" in told[0]
    assert "By which clock are the times?" in told
    assert len(read_portfolio(folder).meters) == 0
    with pytest.raises(TwinError, match=r"--for-all clock=…, one of: local, normal time, utc"):
        import_series_file(folder, path, Wish())


@pytest.mark.parametrize(
    ("said", "reason"),
    [({"clock": "summer"}, "cannot be said of readings"),
     ({"building_name": "Ukjent"}, "has no building Ukjent")],
)  # fmt: skip
def test_that_nonsense_said_of_readings_is_refused(
    folder: Path, tmp_path: Path, said: dict[str, str], reason: str
):
    with pytest.raises(TwinError, match=reason):
        import_series_file(folder, hours(tmp_path / "m.csv"), Wish(constants=said))
    assert len(read_portfolio(folder).meters) == 0


def test_that_certificates_are_joined_by_building_number(folder: Path, tmp_path: Path):
    path = tmp_path / "enova.csv"
    row = "4601;1;2;0;0;;{};Gata 1;5000;BERGEN;;;Skole;1972;D;Gul;2016-01-05T00:00:00;Normal;A-{};180,5;10;;;\n"  # noqa: E501
    text = V1 + row.format(SCHOOL.building_number, 1) + row.format("111111111", 2)
    path.write_text(text, encoding="utf-8")

    trial = import_series_file(folder, path, Wish(is_trial=True))
    assert trial is not None
    assert "1 of 2 are of buildings here, 1 would be stored" in trial[0]
    assert read_portfolio(folder).certificates == ()
    import_series_file(folder, path, Wish())
    assert [c.building_id for c in read_portfolio(folder).certificates] == ["b01"]
    again = import_series_file(folder, path, Wish())
    assert again is not None
    assert "0 were stored" in again[0]


def test_that_other_tables_go_their_own_way(folder: Path, tmp_path: Path):
    path = tmp_path / "bygg.csv"
    path.write_text("Bygningsnummer;Navn;Byggeår\n139999999;Ny;2001\n", encoding="utf-8")
    assert import_series_file(folder, path, Wish()) is None
