"""Tables of grades by building part and cost by horizon, as multiMap has them."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

from twin.importers.tables.dry_run import dry_run
from twin.importers.tables.formats.grade_tables import FORMAT, part_code
from twin.importers.tables.recognise import proposed, recognised
from twin.model.condition import Assessment, ConditionGrade
from twin.model.table_plan import Plan

from .stock import Stock, plan_of, table_in, written

LONG = (
    "Bygningsnummer;Komponent;TG;Kartlagt;Kostnad 0-1 år;Kostnad 1-5 år;Kostnad 6-10 år\n"
    "139871234;Yttertak;TG3;01.02.2024;1 200 000;300 000;\n"
    "139871234;Ventilasjon;2;01.02.2024;;;450 000\n"
    "139871235;Heiser;IU;01.02.2024;;;\n"
    "139871235;Stemning;1;01.02.2024;;;\n"
)


def assessments(plan: Plan) -> list[Assessment]:
    return [e.after for e in plan.edits if isinstance(e.after, Assessment)]


def test_that_rows_of_parts_become_assessments_with_the_cost_of_all_horizons(
    tmp_path: Path,
) -> None:
    plan = plan_of(written(tmp_path, LONG))

    roof, air, lift, _ = assessments(plan)

    assert plan.format.name == "grade_tables"
    assert (roof.part_code, roof.grade, roof.cost_central) == ("26", ConditionGrade(3), 1_500_000)
    assert (roof.deadline_year, roof.price_year, roof.assessed_on) == (
        2025,
        2024,
        date(2024, 2, 1),
    )
    assert roof.measure == "0–1 år: 1200000 kr; 1–5 år: 300000 kr"
    assert (air.part_code, air.deadline_year, air.cost_central) == ("36", 2034, 450_000)
    assert lift.grade is ConditionGrade.TGIU
    assert math.isnan(lift.cost_central)


def test_that_a_part_nobody_knows_keeps_its_name_and_is_told(tmp_path: Path) -> None:
    plan = plan_of(written(tmp_path, LONG))

    mood = assessments(plan)[-1]
    assert (mood.part_code, mood.symptom) == ("", "Stemning")
    assert plan.findings[0].values == {"count": 1, "names": "Stemning"}


def test_that_a_column_for_each_part_is_unfolded(tmp_path: Path) -> None:
    text = (
        "Bygningsnummer;26 Yttertak;Yttervegger;Vinduer;Elkraft\n"
        "139871234;3;2;1;\n139871235;TG 0;IU;2;1\n"
    )
    table = table_in(written(tmp_path, text))
    assert recognised(table)[0].name == "grade_tables"
    mapping = proposed(table, FORMAT)
    mapping = replace(mapping, constants={"assessed_on": "01.02.2024"})

    plan = dry_run(table, FORMAT, mapping, Stock())

    found = [(a.building_id, a.part_code, int(a.grade)) for a in assessments(plan)]
    assert found == [
        ("b01", "26", 3), ("b01", "23", 2), ("b01", "234", 1),
        ("b02", "26", 0), ("b02", "23", -1), ("b02", "234", 2), ("b02", "43", 1),
    ]  # fmt: skip


def test_that_a_column_for_each_part_is_known_by_codes_alone_beside_names_of_buildings(
    tmp_path: Path,
) -> None:
    text = "Bygningsnummer;Bygg;21;23;26;31;36\n139871234;Lia skole;1;2;3;TGIU;2\n"
    assert recognised(table_in(written(tmp_path, text)))[0].name == "grade_tables"


def test_that_the_day_is_asked_where_the_table_has_none(tmp_path: Path) -> None:
    text = "Bygningsnummer;Komponent;TG;Sum kostnad\n139871234;Yttertak;3;100\n"
    table = table_in(written(tmp_path, text))

    plan = dry_run(table, FORMAT, proposed(table, FORMAT), Stock())

    assert [q.name for q in plan.questions] == ["assessed_on"]


def test_that_parts_are_known_by_name_or_number() -> None:
    assert [part_code(n) for n in ("Yttertak", "26 Tak", "234. Vinduer", "HEISER", "annet")] == [
        "26", "26", "234", "62", "",
    ]  # fmt: skip
