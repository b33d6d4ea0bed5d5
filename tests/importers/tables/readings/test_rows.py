"""Files of readings in every layout, and files that are none."""

import gzip
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from twin.errors import Cancelled, UnreadableFile
from twin.importers.tables.readings import rows
from twin.importers.tables.readings.rows import holds_readings, read_readings
from twin.model.readings_plan import RawSeries, ReadingsFile


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def read(folder: Path, text: str, encoding: str = "utf-8") -> ReadingsFile:
    return read_readings(written(folder / "Forbruk Lia.csv", text, encoding))


def only(file: ReadingsFile) -> RawSeries:
    (series,) = file.series
    return series


def test_that_a_long_file_in_norwegian_numbers_gives_its_meters_in_order(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Måler-ID;Tidspunkt;Forbruk (kWh)\n"
        "B2;01.02.2024 00:00;1 234,5\nA1;01.02.2024 00:00;0,25\n"
        "B2;01.02.2024 01:00;-3\nA1;01.02.2024 01:00;\n",
    )

    assert [s.name for s in found.series] == ["B2", "A1"]
    assert found.series[0].values.tolist() == [1234.5, -3.0]
    assert found.series[1].values[0] == 0.25
    assert np.isnan(found.series[1].values[1])
    assert found.series[0].times[1] == np.datetime64("2024-02-01T01:00")
    assert (found.layout.unit, found.layout.decimal, found.rejected) == ("kWh", ",", 0)


def test_that_every_number_column_of_a_wide_file_is_a_meter(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Eksport fra EOS\n;MWh;MWh\nDato,Skole,Hall\n2024-01-01,1.5,2\n2024-01-02,1.25,\n",
    )

    assert [s.name for s in found.series] == ["Skole", "Hall"]
    assert found.series[0].values.tolist() == [1.5, 1.25]
    assert found.layout.unit == "MWh"


def test_that_nothing_says_the_unit_where_the_file_does_not(tmp_path: Path) -> None:
    assert read(tmp_path, "tid;forbruk\n01.02.2024;1,5\n02.02.2024;2,5\n").layout.unit == ""


def test_that_a_meter_without_a_name_is_called_after_its_file(tmp_path: Path) -> None:
    found = read(tmp_path, "tid;kWh\n01.02.2024 00:00;1\n01.02.2024 01:00;2\n")

    assert only(found).name == "Forbruk Lia"


def test_that_start_and_end_of_periods_are_told_apart(tmp_path: Path) -> None:
    both = "Fra;Til;KWH 60 Forbruk\n01.02.2024 00:00;01.02.2024 01:00;1,5\n"
    both += "01.02.2024 01:00;01.02.2024 02:00;1,5\n"
    end = "Til;kWh\n01.02.2024 01:00;1,5\n01.02.2024 02:00;2,5\n"

    assert read(tmp_path, both).layout.label == "start"
    assert only(read(tmp_path, both)).times[0] == np.datetime64("2024-02-01T00:00")
    assert read(tmp_path, end).layout.label == "end"


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ("2024-03-01 13:00", "2024-03-01T13:00"),
        ("2024-03-01T13:00:00", "2024-03-01T13:00"),
        ("2024-03-01 13:00:00.000", "2024-03-01T13:00"),
        ("2024-03-01T13:00:00+01:00", "2024-03-01T12:00"),
        ("2024-03-01T13:00+0100", "2024-03-01T12:00"),
        ("2024-03-01T12:00:00Z", "2024-03-01T12:00"),
        ("2024-03-01 12:00:00 UTC", "2024-03-01T12:00"),
        ("01.03.2024 13:00", "2024-03-01T13:00"),
        ("01.03.24 13:00", "2024-03-01T13:00"),
        ("1.3.2024 13.00", "2024-03-01T13:00"),
        ("01.03.2024 kl. 13:00", "2024-03-01T13:00"),
        ("01/03/2024 13:00", "2024-03-01T13:00"),
        ("202403011300", "2024-03-01T13:00"),
        ("2024030113", "2024-03-01T13:00"),
        ("29.02.2024 24:00", "2024-03-01T00:00"),
        ("1. mars 2024 13:00", "2024-03-01T13:00"),
        ("01.03.2024 01:00 PM", "2024-03-01T13:00"),
    ],
)
def test_that_a_time_is_read_as_it_is_written(tmp_path: Path, written_as: str, meant: str) -> None:
    found = read(tmp_path, f"tid;kWh\n{written_as};1,5\n{written_as};2,5\n")

    assert only(found).times.tolist() == [np.datetime64(meant, "s").astype(object)] * 2


def test_that_a_day_with_the_clock_in_a_column_of_its_own_is_one_time(tmp_path: Path) -> None:
    found = read(tmp_path, "Dato;Time;kWh\n01.02.2024;00-01;1,5\n01.02.2024;01-02;2,5\n")

    assert only(found).times[1] == np.datetime64("2024-02-01T01:00")


def test_that_american_days_are_told_by_one_that_can_be_no_month(tmp_path: Path) -> None:
    found = read(tmp_path, "date,kWh\n02/03/2024,1.5\n02/13/2024,2.5\n")

    assert found.layout.is_month_first
    assert only(found).times[0] == np.datetime64("2024-02-03")


def test_that_months_are_read_by_their_names(tmp_path: Path) -> None:
    found = read(tmp_path, "Måned;kWh\njanuar 2024;1 200\nfebruar 2024;1 100\n")

    assert only(found).times[1] == np.datetime64("2024-02-01")
    assert only(found).values.tolist() == [1200.0, 1100.0]


def test_that_broken_lines_are_told_with_their_row_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = ["Målernr;tid;kWh"] + [f"7;01.02.2024 {h:02}:00;1,5" for h in range(24)]
    lines += [
        "7;31.02.2024 00:00;1,5",
        "7;02.02.2024 00:00;mye",
        "Sum;;36",
        "",
        "7;02.02.2024 01:00;–",
    ]

    found = read(tmp_path, "\n".join(lines))

    assert [(r.row, r.found) for r in found.rejects] == [
        (26, "31.02.2024 00:00"), (27, "mye"), (28, ""),
    ]  # fmt: skip
    assert found.rejected == 3
    assert len(found.series[0].values) == 25


def test_that_quoted_cells_and_a_separator_in_them_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, '"Meter, id","Time","kWh"\n"a,""b""","2024-01-01 00:00","1.5"\n'
                 '"a,""b""","2024-01-01 01:00","2.5"\n')  # fmt: skip

    assert only(found).values.tolist() == [1.5, 2.5]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_that_letters_are_read_in_the_encoding_of_the_file(tmp_path: Path, encoding: str) -> None:
    name = "Blåbærhaugen"
    text = f"Måler;Tid;kWh\r\n{name};01.02.2024 00:00;1,5\r\n{name};01.02.2024 01:00;2\r\n"

    assert only(read(tmp_path, text, encoding)).name == name


def test_that_packed_files_and_line_ends_of_old_computers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"tid,kWh\r2024-01-01 00:00,1.5\r2024-01-01 01:00,2.5\r"))

    assert only(read_readings(path)).values.tolist() == [1.5, 2.5]


def test_that_a_workbook_gives_what_its_cells_show(tmp_path: Path) -> None:
    path = tmp_path / "Målere.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Forside").write(0, 0, "Energi 2024")
        sheet = book.add_worksheet("Data")
        shown = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        sheet.write_row(0, 0, ["Tid", "El [kWh]", "Fjernvarme [kWh]"])
        for hour in range(30):
            moment = datetime(2024, 1, 1) + timedelta(hours=hour)
            sheet.write_datetime(hour + 1, 0, moment, shown)
            sheet.write_number(hour + 1, 1, hour + 0.5)
            sheet.write(hour + 1, 2, "" if hour == 3 else hour)

    found = read_readings(path)

    assert [s.name for s in found.series] == ["El [kWh]", "Fjernvarme [kWh]"]
    assert found.series[0].values.tolist() == [h + 0.5 for h in range(30)]
    assert found.series[0].times[29] == np.datetime64("2024-01-02T05:00")
    assert np.isnan(found.series[1].values[3])


@pytest.mark.parametrize(
    "text",
    [
        "", "\n\n", "hei på deg\nog hei\n", "a;b\n1;2\n3;4\n",
        "navn;født\nKari;01.02.1980\nOla;x\n",
        "time,price\n0.0,0.2\n900.0,0.2\n", "\x00\x01\x02\x03" * 50, "tid;kWh\n",
    ],
)  # fmt: skip
def test_that_a_file_without_readings_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "x.csv", text)

    with pytest.raises(UnreadableFile) as error:
        read_readings(path)
    assert error.value.next_step
    assert not holds_readings(path)


def test_that_a_list_of_buildings_with_a_day_is_none_of_readings(tmp_path: Path) -> None:
    text = "bygg;registrert;areal\n" + "".join(f"Bygg {i};01.02.2024;{i}00\n" for i in range(30))

    assert not holds_readings(written(tmp_path / "x.csv", text))


def test_that_damage_in_a_packed_file_is_told(tmp_path: Path) -> None:
    lines = "".join(f"2024-01-{1 + i % 28:02} {i % 24:02}:00,{i}.5\n" for i in range(90_000))
    whole = gzip.compress(b"tid,kWh\n" + lines.encode())
    path = tmp_path / "a.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(UnreadableFile, match="could not be read to its end"):
        read_readings(path)


def test_that_portions_join_without_losing_or_doubling_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twin.importers.tables.readings.source.PORTION", 37)
    monkeypatch.setattr(rows, "_AT_ONCE", 3)
    first = datetime(2024, 1, 1)
    lines = [
        f"{'ab'[i % 2]};{first + timedelta(hours=i // 2):%d.%m.%Y %H:%M};{i},5" for i in range(99)
    ]

    found = read(tmp_path, "måler;tid;kWh\n" + "\n".join(lines))

    assert found.lines == 99
    assert found.series[0].values.tolist() == [i + 0.5 for i in range(0, 99, 2)]
    assert found.series[1].values.tolist() == [i + 0.5 for i in range(1, 99, 2)]


def test_that_reading_stops_when_it_is_told_to(tmp_path: Path) -> None:
    class Stopping:
        def report(self, fraction: float, text: str) -> None:
            raise Cancelled("Stopped. Nothing was changed.")

    path = written(tmp_path / "x.csv", "tid;kWh\n01.02.2024;1\n02.02.2024;2\n")
    with pytest.raises(Cancelled):
        read_readings(path, None, Stopping())


def test_that_more_meters_than_a_portfolio_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MOST_SERIES", 5)
    text = "måler;tid;kWh\n" + "".join(f"m{i};01.02.2024 {i:02}:00;1\n" for i in range(20))

    with pytest.raises(UnreadableFile, match="more than 5 meters"):
        read(tmp_path, text)


def test_that_the_real_meters_are_read_whole(corpus: Path) -> None:
    energy = corpus / "energy"
    danish = read_readings(energy / "danish_heat_processed_final_data_sample.csv")
    hourly = read_readings(energy / "eemeter_il-electricity-cdd-hdd-hourly.csv.gz")
    wide = read_readings(energy / "bdg1_eemeter_predictedheating.csv")

    assert (only(danish).name, danish.lines, danish.layout.unit) == ("660", 26256, "kWh")
    assert only(danish).is_utc
    assert len(only(hourly).values) == 19417
    assert only(hourly).times[0] == np.datetime64("2015-11-22T06:00")
    assert (len(wide.series), wide.rejected) == (507, 0)


def test_that_tables_of_other_things_are_no_readings(corpus: Path) -> None:
    energy = corpus / "energy"
    names = ("bdg1_meta_open.csv", "bdg1_features_eemeter.csv", "opendsm_month_loadshape.csv",
             "twinrooms_prices.csv", "danish_heat_contextual_data.csv",
             "eemeter_metadata.json")  # fmt: skip

    assert [name for name in names if holds_readings(energy / name)] == []
