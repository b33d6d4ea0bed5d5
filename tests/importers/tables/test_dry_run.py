from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from importers.tables.stock import BARE, LIA, NES, Stock, plan_of, stored, table_in, written
from twin.errors import Cancelled
from twin.importers.tables.dry_run import dry_run
from twin.importers.tables.readings.rows import holds_readings
from twin.importers.tables.recognise import columns_key, formats, proposed, recognised
from twin.importers.tables.report import rejected_rows
from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.model.maintenance import Duty, DutyState, MaintenancePlan, Trigger, WorkOrder
from twin.model.register import Document
from twin.model.table_plan import Plan

HEAD = "Ordrenr;Bygg;Tittel;Opprettet;Kostnad;Leverandør\n"
ORDERS = (
    HEAD + "1;Lia skole;Bytt filter;01.02.2026;1200;Rør AS\n2;Nes barnehage;Tak;13.03.2026;;\n"
)


def reasons(plan: Plan) -> list[tuple[int, str, str]]:
    return [(r.row, r.column, r.text()) for r in plan.rejects]


def test_that_new_rows_become_records_of_their_building(tmp_path: Path) -> None:
    plan = plan_of(written(tmp_path, ORDERS))

    orders = [e.after for e in plan.edits]
    assert (plan.added, plan.changed, plan.unchanged, plan.rejected_rows) == (2, 0, 0, 0)
    assert all(isinstance(o, WorkOrder) for o in orders)
    assert [(o.order_id, o.building_id, o.cost == 1200) for o in orders] == [  # pyright: ignore
        ("1", "b01", True), ("2", "b02", False),
    ]  # fmt: skip


def test_that_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, ORDERS)
    stock = stored(plan_of(path))

    again = plan_of(path, stock)

    assert (again.added, again.changed, again.unchanged, again.edits) == (0, 0, 2, ())


def test_that_a_changed_row_changes_its_fields_and_no_others(tmp_path: Path) -> None:
    stock = stored(plan_of(written(tmp_path, ORDERS)))
    path = written(tmp_path, "Ordrenr;Bygg;Tittel;Opprettet;Kostnad\n1;Lia skole;Bytt filter;"
                             "01.02.2026;1500\n2;Nes barnehage;Tak;13.03.2026;\n")  # fmt: skip

    plan = plan_of(path, stock)

    assert (plan.added, plan.changed, plan.unchanged) == (0, 1, 1)
    (edit,) = plan.edits
    assert replace(edit.after, cost=1200.0) == edit.before  # pyright: ignore
    (told,) = plan.changes
    assert (told.row, told.field, told.before, told.after) == (2, "cost", 1200.0, 1500.0)


def test_that_the_last_digit_a_workbook_cannot_keep_is_no_change(tmp_path: Path) -> None:
    path = written(tmp_path, ORDERS)
    stock = stored(plan_of(path))
    first = stock.of_kind(WorkOrder)[0]
    near = replace(first, cost=first.cost * (1 + 2**-52))
    assert near.cost != first.cost

    plan = plan_of(path, replace(stock, records={**stock.records, WorkOrder: (near,)}))

    assert (plan.changed, plan.unchanged) == (0, 1)


def test_that_codes_of_another_table_in_the_column_of_parts_are_told(tmp_path: Path) -> None:
    head = "Ordrenr;Bygg;Tittel;Opprettet;Bygningsdel;Konto\n"
    rows = "1;Lia skole;a;01.02.2026;24;24\n2;Lia skole;b;01.02.2026;999;33\n"

    plan = plan_of(written(tmp_path, head + rows + "3;Lia skole;c;01.02.2026;612;31\n"))

    (said,) = plan.findings
    assert (said.code, said.values["codes"]) == ("table-part-of-no-table", "999")
    orders = [e.after for e in plan.edits]
    assert [(o.part_code, o.account) for o in orders] == [
        ("24", "24"),
        ("999", "33"),
        ("612", "31"),
    ]  # pyright: ignore
    assert {o.part_table for o in orders} == {"NS 3451:2022"}  # pyright: ignore
    assert {o.account_table for o in orders} == {"NS 3454:2013"}  # pyright: ignore


def test_that_an_empty_cell_never_erases_what_is_stored(tmp_path: Path) -> None:
    stock = stored(plan_of(written(tmp_path, ORDERS)))
    path = written(tmp_path, HEAD + "1;Lia skole;Bytt filter;01.02.2026;-;\n")

    assert plan_of(path, stock).edits == ()


def test_that_buildings_are_found_by_number_name_and_address(tmp_path: Path) -> None:
    text = (
        "Bygningsnummer;Bygg;Adresse;Tittel;Opprettet\n139871234;;;a;01.02.2026\n"
        "139 871 235;Noe annet;;b;01.02.2026\n;LIA  SKOLE ;;c;01.02.2026\n"
        ";;liavegen 1;d;01.02.2026\n777;Uten nummer;;e;01.02.2026\n"
    )

    plan = plan_of(written(tmp_path, text))

    assert [e.after.building_id for e in plan.edits] == [  # pyright: ignore
        LIA.building_id, NES.building_id, LIA.building_id, LIA.building_id, BARE.building_id,
    ]  # fmt: skip


def test_that_rows_of_unknown_or_ambiguous_buildings_are_left_out(tmp_path: Path) -> None:
    text = (
        "Bygningsnummer;Bygg;Tittel;Opprettet\n;Finnes ikke;a;01.02.2026\n"
        ";Rådhuset;b;01.02.2026\n777;Lia skole;c;01.02.2026\n;;d;01.02.2026\n"
    )

    plan = plan_of(written(tmp_path, text))

    assert plan.edits == ()
    assert reasons(plan) == [
        (2, "Bygg", "No building of the portfolio is called “Finnes ikke”."),
        (3, "Bygg", "Several buildings of the portfolio are called “Rådhuset”."),
        (4, "Bygningsnummer", "No building of the portfolio has the number “777”."),
        (5, "", "The row does not say which building it is about."),
    ]


def test_that_a_homoglyph_is_another_name(tmp_path: Path) -> None:
    text = HEAD + "1;Liа skole;a;01.02.2026;1;\n"  # a Cyrillic letter

    assert plan_of(written(tmp_path, text)).rejected_rows == 1


def test_that_all_that_is_wrong_with_a_row_is_told_by_column(tmp_path: Path) -> None:
    plan = plan_of(written(tmp_path, HEAD + "1;Lia skole;;31.02.2026;-5;\n"))

    assert plan.rejected_rows == 1
    assert [(row, column) for row, column, _ in reasons(plan)] == [
        (2, "Opprettet"), (2, "Kostnad"), (2, "Tittel"),
    ]  # fmt: skip


def test_that_a_key_stands_in_one_row_only(tmp_path: Path) -> None:
    text = HEAD + "1;Lia skole;a;01.02.2026;1;\n1;Nes barnehage;b;01.02.2026;2;\n"

    plan = plan_of(written(tmp_path, text))

    assert plan.added == 1
    assert reasons(plan) == [
        (3, "Ordrenr", "Row 2 has the same key; each record can stand in one row only.")
    ]


def test_that_a_key_of_another_building_is_not_overwritten(tmp_path: Path) -> None:
    stock = stored(plan_of(written(tmp_path, ORDERS)))

    plan = plan_of(written(tmp_path, HEAD + "1;Nes barnehage;x;01.02.2026;1;\n"), stock)

    assert plan.edits == ()
    assert "belongs to another building" in reasons(plan)[0][2]


def test_that_rows_without_a_key_that_say_the_same_stay_two(tmp_path: Path) -> None:
    text = "Bygg;Tittel;Opprettet\n" + "Lia skole;Bytt lampe;01.02.2026\n" * 2
    path = written(tmp_path, text)

    plan = plan_of(path)

    assert plan.added == 2
    assert plan_of(path, stored(plan)).unchanged == 2


def test_that_a_column_no_row_can_do_without_is_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "Bygg;Tittel;Leverandør;Frist\nLia skole;a;Rør AS;01.02.2026\n")
    table = table_in(path)
    format_ = formats()["work_orders"]
    mapping = proposed(table, format_)

    plan = dry_run(table, format_, mapping, Stock())
    answered = mapping.with_choice("constants", "opened_on", "01.01.2026")

    assert [(q.kind, q.name) for q in plan.questions] == [("columns", "opened_on")]
    assert plan.edits == ()
    (edit,) = dry_run(table, format_, answered, Stock()).edits
    assert edit.after.opened_on == date(2026, 1, 1)  # pyright: ignore


def test_that_the_building_of_a_whole_table_is_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "Tittel;Opprettet;Leverandør\na;01.02.2026;X\n")
    table = table_in(path)
    format_ = formats()["work_orders"]
    mapping = proposed(table, format_)

    plan = dry_run(table, format_, mapping, Stock())
    answered = mapping.with_choice("constants", "building_name", "Lia skole")

    assert [(q.kind, q.name) for q in plan.questions] == [("constants", "building_id")]
    assert dry_run(table, format_, answered, Stock()).added == 1


def test_that_an_agreement_without_a_building_is_for_all(tmp_path: Path) -> None:
    plan = plan_of(written(tmp_path, "Leverandør;Avtale;Årlig kostnad\nHeis AS;Heis;45 000\n"))

    assert plan.edits[0].after.building_id == ""  # pyright: ignore


def test_that_stopping_ends_the_trial(tmp_path: Path) -> None:
    class Stopping:
        def report(self, fraction: float, text: str) -> None:
            raise Cancelled("Stopped.")

    table = table_in(written(tmp_path, ORDERS))
    format_ = recognised(table)[0]
    with pytest.raises(Cancelled):
        dry_run(table, format_, proposed(table, format_), Stock(), Stopping())


def test_that_a_survey_is_read_in_full(tmp_path: Path) -> None:
    text = (
        "Bygg;Bygningsdel;TG;KG sikkerhet;KG økonomi;Symptom;Årsak;Tiltak;Kostnad lav;"
        "Kostnad høy;Befaringsdato;Tiltaksår;Bilde\n"
        "Lia skole;234 Vinduer;TG2;1;2;Råte;Fukt;Bytt;100 000;300 000;12.03.2026;2028;v.jpg\n"
        "Lia skole;262;TGIU;;;Snø;;;;;12.03.2026;;\n"
    )

    plan = plan_of(written(tmp_path, text, encoding="cp1252"))

    first, second, photo = (e.after for e in plan.edits)
    assert isinstance(first, Assessment)
    assert isinstance(second, Assessment)
    assert (first.part_code, first.grade, first.consequence_grade) == ("234", 2, 2)
    assert (first.kg_safety, first.kg_economy, first.kg_use) == (1, 2, -1)
    assert (first.cost_low, first.cost_central, first.cost_high) == (1e5, 2e5, 3e5)
    assert (first.price_year, first.deadline_year) == (2026, 2028)
    assert (second.grade, second.price_year) == (ConditionGrade.TGIU, 0)
    assert isinstance(photo, Document)
    assert (photo.document_id, photo.place) == (first.photo, "v.jpg")
    assert plan.added == 2


def test_that_a_survey_row_of_nothing_is_left_out(tmp_path: Path) -> None:
    text = "Bygg;Bygningsdel;TG;Dato;Kostnad lav;Kostnad høy\nLia skole;;2;12.03.2026;9;5\n"

    assert [column for _, column, _ in reasons(plan_of(written(tmp_path, text)))] == [
        "Kostnad lav", "Bygningsdel",
    ]  # fmt: skip


def test_that_buildings_are_matched_by_number_and_new_ones_get_a_key(tmp_path: Path) -> None:
    text = (
        "Bygningsnummer;Navn;Bygningstype;Byggeår;BTA (m²)\n139871234;Lia skole;613;1975;4 250\n"
        "139999999;Ny barnehage;612 Barnehage;2011;1 250\n;Et bygg;;1990;100\n"
    )

    plan = plan_of(written(tmp_path, text))

    changed, new, guessed = (e.after for e in plan.edits)
    assert isinstance(changed, Building)
    assert isinstance(new, Building)
    assert isinstance(guessed, Building)
    assert (changed.building_id, changed.gross_floor_area) == ("b01", 4250.0)
    assert (new.building_id, new.category) == ("bygg-139999999", "kindergarten")
    assert (guessed.building_id, guessed.category) == ("et-bygg", "office")
    assert [f.values["count"] for f in plan.findings] == [1]


def test_that_an_interval_is_read_in_words_and_years(tmp_path: Path) -> None:
    text = "Bygg;Oppgave;Intervall;Sist utført\n" + "".join(
        f"Lia skole;{i};{interval};15.01.2026\n"
        for i, interval in enumerate(("halvårlig", "2 år", "18", "hvert 5. år", "av og til", ""))
    )

    plan = plan_of(written(tmp_path, text))

    plans = [e.after for e in plan.edits if isinstance(e.after, MaintenancePlan)]
    assert [p.interval_months for p in plans] == [6, 24, 18, 60]
    assert {p.trigger for p in plans} == {Trigger.CALENDAR}
    assert plan.rejected_rows == 2


def test_that_a_duty_is_due_again_after_its_interval(tmp_path: Path) -> None:
    text = (
        "Bygg;Tema;Kontrollpunkt;Svar;Sist utført;Intervall\n"
        "Lia skole;Brann;Brannalarm;Avvik;31.08.2025;halvårlig\n"
    )

    (edit,) = plan_of(written(tmp_path, text)).edits

    assert isinstance(edit.after, Duty)
    assert edit.after.next_due == date(2026, 2, 28)
    assert edit.after.state is DutyState.DEVIATION


def test_that_the_report_gives_back_the_rows_that_are_left_out(tmp_path: Path) -> None:
    plan = plan_of(written(tmp_path, ORDERS + "3;Finnes ikke;x;41.01.2026;-1;=cmd\n"))

    titles, rows = rejected_rows(plan)

    assert titles == ["Row", "Reason", *plan.table.titles]
    assert rows[0][0] == "4"
    assert "Opprettet: “41.01.2026” is no day" in rows[0][1]
    assert rows[0][2:] == ["3", "Finnes ikke", "x", "41.01.2026", "-1", "=cmd"]


def test_that_a_mapping_is_kept_for_the_same_titles_in_any_order(tmp_path: Path) -> None:
    one = table_in(written(tmp_path, "Bygg;Tittel;Dato\nLia;a;b\n"))
    other = table_in(written(tmp_path, "Dato;bygg;TITTEL\nx;Lia;a\n"))
    third = table_in(written(tmp_path, "Dato;bygg;Sum\nx;Lia;a\n"))

    assert columns_key(one) == columns_key(other) != columns_key(third)


def test_that_a_long_list_of_work_orders_is_none_of_readings(tmp_path: Path) -> None:
    head = "Ordrenr;Bygg;Tittel;Status;Opprettet;Kostnad\n"
    rows = "".join(
        f"{i};Lia skole;a;Åpen;{i * 7 % 28 + 1:02}.0{i % 9 + 1}.2026;{i}00\n" for i in range(500)
    )

    assert not holds_readings(written(tmp_path, head + rows))
