"""Files of readings on their way into a portfolio: asked, tried, stored, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from twin.errors import Cancelled
from twin.model.building import Building
from twin.model.edit import EditConflict
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.model.readings_plan import SENSORS, ReadingsChoice, ReadingsPlan, SeriesChoice
from twin.model.register import Sensor
from twin.store.buildings import save_buildings
from twin.store.database import Database, create
from twin.store.day_sums import load_day_sums
from twin.store.edits import undo
from twin.store.imports import load_imports
from twin.store.readings import load_meters, load_readings, save_many_readings, save_meters
from twin.store.records import load_records
from twin.store.sensors import load_sensor_values
from twin.workspace import readings_import
from twin.workspace.open_portfolio import portfolio_data

LIA = Building("b01", "Lia skole", "school", heated_floor_area=1000.0)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A portfolio with one building and the meter ``el-1``."""
    made = create(tmp_path / "p.twin", "P")
    save_buildings(made, (LIA,))
    save_meters(made, (Meter("el-1", "b01", EnergyCarrier.ELECTRICITY, "Hovedmåler"),))
    yield made
    made.close()


def hours(first: str, values: list[float], name: str = "el-1") -> str:
    """Lines of a long file from an hour of a local clock on."""
    start = np.datetime64(first, "h")
    return "".join(
        f"{name};{str(start + i).replace('T', ' ')}:00;{v:.2f}\n".replace(".", ",")
        for i, v in enumerate(values)
    )


def planned(database: Database, folder: Path, text: str, **said: object) -> ReadingsPlan:
    path = folder / "file.csv"
    path.write_text("måler;tid;kWh\n" + text if not text.startswith("#") else text[1:])
    stock = portfolio_data(database)
    file = readings_import.open_readings(path)
    proposed = readings_import.proposed_choice(file, stock)
    choice: ReadingsChoice = replace(proposed, **{"clock": proposed.clock or "local", **said})  # pyright: ignore[reportArgumentType]  fields by name
    return readings_import.placed(readings_import.tried(file, choice), choice, stock)


def stored(database: Database, meter: str = "el-1") -> Readings:
    found = load_readings(database, meter)
    assert found is not None
    return found


def test_that_a_known_meter_needs_no_building_and_is_stored(
    database: Database, tmp_path: Path
) -> None:
    plan = planned(database, tmp_path, hours("2024-01-01T00", [2.5] * 48))

    readings_import.take_in(database, plan, ("Kari", "Imported file.csv"))

    assert stored(database).start == datetime(2024, 1, 1)
    assert stored(database).values.tolist() == [2.5] * 48
    assert load_day_sums(database, date(2024, 1, 1), 2).values.tolist() == [[60.0, 60.0]]
    (taken,) = load_imports(database)
    assert (taken.file_name, taken.who, taken.format) == ("file.csv", "Kari", "meters")


def test_that_readings_of_a_name_that_many_meters_have_go_to_none_of_them_unasked(
    database: Database, tmp_path: Path
) -> None:
    save_buildings(database, (replace(LIA, building_id="b02", name="Nes skole"),))
    save_meters(database, (Meter("el-2", "b02", EnergyCarrier.ELECTRICITY, "Hovedmåler"),))
    path = tmp_path / "file.csv"
    path.write_text("måler;tid;kWh\n" + hours("2024-01-01T00", [2.5] * 48, "Hovedmåler"))
    file, stock = readings_import.open_readings(path), portfolio_data(database)

    unasked = readings_import.proposed_choice(file, stock).series["Hovedmåler"]
    of_nes = readings_import.proposed_choice(file, stock, "b02").series["Hovedmåler"]

    assert unasked.building_id == ""
    assert (of_nes.key, of_nes.building_id) == ("el-2", "b02")


def test_that_unit_and_clock_are_asked_and_nothing_is_stored_before(
    database: Database, tmp_path: Path
) -> None:
    text = "#måler;tid;forbruk\n" + hours("2024-01-01T00", [2.5] * 48)

    plan = planned(database, tmp_path, text, clock="")

    assert [q.kind for q in plan.questions] == ["unit", "clock"]
    assert plan.taken == ()


def test_that_daily_readings_need_no_clock(database: Database, tmp_path: Path) -> None:
    text = "".join(f"el-1;{d:02}.01.2024;24,0\n" for d in range(1, 21))

    plan = planned(database, tmp_path, text, clock="", kind="interval")

    assert plan.questions == ()
    readings_import.take_in(database, plan, ("Kari", "x"))
    assert stored(database).step == "day"
    assert stored(database).values.tolist() == [1.0] * (20 * 24)


def test_that_megawatt_hours_become_kilowatt_hours(database: Database, tmp_path: Path) -> None:
    text = "#måler;tid;MWh\n" + hours("2024-01-01T00", [0.25, 0.5] * 24)

    readings_import.take_in(database, planned(database, tmp_path, text), ("Kari", "x"))

    assert stored(database).values[:2].tolist() == [250.0, 500.0]


def test_that_a_use_a_thousand_times_too_small_is_stopped(
    database: Database, tmp_path: Path
) -> None:
    plan = planned(database, tmp_path, hours("2024-01-01T00", [0.02] * 200))

    problem = plan.series[0].problem
    assert problem is not None
    assert problem.code == "unit-too-low"
    assert plan.taken == ()


def test_that_local_time_has_23_and_25_hours_at_its_changes(
    database: Database, tmp_path: Path
) -> None:
    spring = [f"el-1;31.03.2024 {h:02}:00;1,5\n" for h in range(24) if h != 2]
    autumn = [f"el-1;27.10.2024 {h:02}:00;1,5\n" for h in [0, 1, 2, 2, *range(3, 24)]]

    plan = planned(database, tmp_path, "".join(spring + autumn), kind="interval")

    assert plan.choice.clock == "local"  # the repeated hour tells
    readings_import.take_in(database, plan, ("Kari", "x"))
    found = stored(database)
    assert found.start == datetime(2024, 3, 31)
    known = np.flatnonzero(np.isfinite(found.values))
    assert len(known) == 23 + 25
    assert (
        np.diff(known).max()
        == (datetime(2024, 10, 26, 23) - datetime(2024, 3, 31, 22)).days * 24 + 1
    )


def test_that_quarters_of_an_hour_are_summed(database: Database, tmp_path: Path) -> None:
    text = "".join(
        f"el-1;{d:02}.02.2024 {h:02}:{m:02};1,25\n"
        for d in (1, 2) for h in range(24) for m in (0, 15, 30, 45)
    )  # fmt: skip

    readings_import.take_in(
        database, planned(database, tmp_path, text, kind="interval"), ("Kari", "x")
    )

    assert stored(database).values.tolist() == [5.0] * 48


def test_that_a_register_is_read_by_its_differences(database: Database, tmp_path: Path) -> None:
    values = [99_000.0 + 10 * i for i in range(101)] + [10.0 * i for i in range(1, 30)]

    plan = planned(database, tmp_path, hours("2024-02-01T00", values), kind="register")

    readings_import.take_in(database, plan, ("Kari", "x"))
    assert set(stored(database).values.tolist()) == {10.0}
    assert "register-passed-highest" in {f.code for f in plan.series[0].findings}


def test_that_a_step_taken_back_restores_the_readings_it_replaced(
    database: Database, tmp_path: Path
) -> None:
    save_many_readings(database, [("el-1", Readings(datetime(2024, 1, 1), np.full(72, 9, "f4")))])
    plan = planned(database, tmp_path, hours("2024-01-02T00", [2.5] * 24 * 400))
    change = readings_import.take_in(database, plan, ("Kari", "x"))
    assert stored(database).values[:25].tolist() == [9.0] * 24 + [2.5]

    back = undo(database, change.change_id, "Kari", "x")

    assert stored(database).values.tolist() == [9.0] * 72
    assert load_day_sums(database, date(2024, 1, 3), 2).values[0].tolist()[0] == 216.0
    undo(database, back.change_id, "Kari", "x")
    assert stored(database).values[:25].tolist() == [9.0] * 24 + [2.5]
    assert len(stored(database).values) == 24 * 401


def test_that_a_step_is_not_taken_back_over_newer_readings(
    database: Database, tmp_path: Path
) -> None:
    first = readings_import.take_in(
        database, planned(database, tmp_path, hours("2024-01-01T00", [2.5] * 48)), ("Kari", "x")
    )
    readings_import.take_in(
        database, planned(database, tmp_path, hours("2024-01-01T00", [3.5] * 48)), ("Ola", "y")
    )

    with pytest.raises(EditConflict):
        undo(database, first.change_id, "Kari", "x")
    assert stored(database).values.tolist() == [3.5] * 48


def test_that_a_new_meter_goes_where_the_user_says_and_leaves_with_undo(
    database: Database, tmp_path: Path
) -> None:
    text = hours("2024-01-01T00", [2.5] * 48, "ny")
    unplaced = planned(database, tmp_path, text)
    heat = SeriesChoice("ny", "b01", EnergyCarrier.DISTRICT_HEAT)

    plan = planned(database, tmp_path, text, series={"ny": heat})
    change = readings_import.take_in(database, plan, ("Kari", "x"))

    assert unplaced.taken == ()
    assert [m.carrier for m in load_meters(database)][-1] is EnergyCarrier.DISTRICT_HEAT
    undo(database, change.change_id, "Kari", "x")
    assert [m.meter_id for m in load_meters(database)] == ["el-1"]
    assert load_readings(database, "ny") is None


def test_that_gaps_of_a_file_leave_what_is_stored(database: Database, tmp_path: Path) -> None:
    save_many_readings(database, [("el-1", Readings(datetime(2024, 1, 1), np.full(48, 9, "f4")))])
    text = hours("2024-01-01T00", [2.5] * 20) + hours("2024-01-01T22", [2.5] * 26)

    readings_import.take_in(database, planned(database, tmp_path, text), ("Kari", "x"))

    assert stored(database).values[18:24].tolist() == [2.5, 2.5, 9.0, 9.0, 2.5, 2.5]


def test_that_answers_are_remembered_for_files_with_the_same_columns(
    database: Database, tmp_path: Path
) -> None:
    text = "#måler;tid;forbruk\n" + hours("2024-01-01T00", [0.02] * 48)
    plan = planned(database, tmp_path, text, unit="MWh", clock="normal time", kind="interval")
    assert len(plan.taken) == 1
    readings_import.take_in(database, plan, ("Kari", "x"))
    stock, file = portfolio_data(database), readings_import.open_readings(tmp_path / "file.csv")

    again = readings_import.proposed_choice(file, stock, "", database)

    assert (again.unit, again.clock, again.kind) == ("MWh", "normal time", "interval")
    (tmp_path / "other.csv").write_text("tid;verdi\n01.02.2024 00:00;1\n01.02.2024 01:00;1\n")
    other = readings_import.open_readings(tmp_path / "other.csv")
    assert readings_import.proposed_choice(other, stock, "", database).unit == ""


def test_that_stopping_while_storing_stores_nothing(database: Database, tmp_path: Path) -> None:
    class Stopping:
        def report(self, fraction: float, text: str) -> None:
            if fraction > 0:
                raise Cancelled("Stopped. Nothing was changed.")

    text = hours("2024-01-01T00", [2.5] * 48) + hours("2024-01-01T00", [2.5] * 48, "to")
    two = {n: SeriesChoice(n, "b01", EnergyCarrier.GAS) for n in ("el-1", "to")}
    plan = planned(database, tmp_path, text, series=two)

    with pytest.raises(Cancelled):
        readings_import.take_in(database, plan, ("Kari", "x"), Stopping())

    assert load_readings(database, "el-1") is None
    assert load_imports(database) == ()


def test_that_sensors_are_kept_at_their_own_step(database: Database, tmp_path: Path) -> None:
    text = "#tid;Rom 101\n" + "".join(
        f"01.02.2024 {h:02}:{m:02};{20 + h / 10:.1f}\n"
        for h in range(24) for m in range(0, 60, 10)
    )  # fmt: skip
    said = {"Rom 101": SeriesChoice("t101", "b01", None, "temperature", "°C")}

    plan = planned(database, tmp_path, text, purpose=SENSORS, clock="normal time", series=said)
    change = readings_import.take_in(database, plan, ("Kari", "x"))

    values = load_sensor_values(database, "t101")
    assert values is not None
    assert (values.start, values.step, len(values.values)) == (datetime(2024, 2, 1), 600, 144)
    assert values.values[-1] == pytest.approx(22.3)
    (sensor,) = load_records(database, Sensor)
    assert (sensor.name, sensor.unit) == ("Rom 101", "°C")
    undo(database, change.change_id, "Kari", "x")
    assert load_sensor_values(database, "t101") is None


def test_that_every_real_meter_goes_in_and_comes_out_as_it_was(
    database: Database, corpus: Path
) -> None:
    stock = portfolio_data(database)
    taken = 0
    for path in sorted((corpus / "energy").glob("eemeter_*-*.csv.gz")):
        if "temp" in path.name:
            continue
        file = readings_import.open_readings(path)
        name = file.series[0].name
        here = {name: SeriesChoice(name, "b01", EnergyCarrier.GAS)}
        choice = replace(
            readings_import.proposed_choice(file, stock), unit="kWh", kind="interval",
            series=here, clock="utc",
        )  # fmt: skip
        found = readings_import.tried(file, choice)
        no_area = replace(stock, buildings=(replace(LIA, heated_floor_area=float("nan")),))
        plan = readings_import.placed(found, choice, no_area)
        assert [s.problem for s in plan.series] == [None], path.name
        readings_import.take_in(database, plan, ("Kari", path.name))
        whole = float(np.nansum(plan.series[0].energy))
        got = float(np.nansum(stored(database, name).values, dtype=np.float64))
        assert got == pytest.approx(whole, rel=1e-5)
        taken += 1
    assert taken >= 12
