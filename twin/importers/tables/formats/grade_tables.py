"""Grades of building parts with costs by horizon, in the manner of multiMap.

Either one row for each building and part, or one row for each building with a column of grades
for each part.
"""

import math
from dataclasses import replace
from datetime import date

import numpy as np

from twin.importers.tables.common import PARTS as CODE_TITLES
from twin.importers.tables.common import day, money, text, year
from twin.importers.tables.formats.condition_surveys import CONSEQUENCES, GRADES, LEAST_LEVEL
from twin.importers.tables.titles import plain_title, short_title
from twin.model.condition import Assessment
from twin.model.finding import Finding, Severity
from twin.model.table import CellKind, Table, TableColumn
from twin.model.table_format import Reject, Rows, TableField, TableFormat, ValueKind

PARTS = {
    "21": ("grunn og fundamenter", "fundamenter", "grunn", "fundament", "foundations"),
    "22": ("bæresystem", "bæresystemer", "bærende konstruksjoner", "structure"),
    "23": ("yttervegger", "yttervegg", "fasader", "fasade", "external walls", "facade"),
    "234": ("vinduer", "vinduer og dører", "vinduer, dører", "windows"),
    "24": ("innervegger", "innervegg", "internal walls"),
    "25": ("dekker", "dekker og gulv", "gulv", "floors"),
    "255": ("gulvoverflater", "gulvbelegg", "floor finish"),
    "26": ("yttertak", "tak", "roof"),
    "27": ("fast inventar", "fixed furniture"),
    "28": ("trapper", "trapper og balkonger", "trapper, balkonger", "balkonger", "stairs"),
    "31": ("sanitær", "sanitæranlegg", "vvs sanitær", "plumbing"),
    "32": ("varme", "varmeanlegg", "oppvarming", "heating"),
    "33": ("brannslokking", "slokkeanlegg", "sprinkler", "fire extinguishing"),
    "36": ("luftbehandling", "ventilasjon", "ventilasjonsanlegg", "luftbehandlingsanlegg",
           "ventilation"),
    "37": ("komfortkjøling", "kjøling", "kjøleanlegg", "cooling"),
    "43": ("elkraft lavspent", "elkraft", "elektro", "elanlegg", "lavspent",
           "lavspent forsyning", "electrical"),
    "44": ("lys", "belysning", "lighting"),
    "5": ("tele og automatisering", "tele", "svakstrøm"),
    "542": ("brannalarm", "brannalarmanlegg", "fire alarm"),
    "56": ("automatisering", "sd-anlegg", "automation"),
    "62": ("heiser", "heis", "lifts", "elevators"),
    "7": ("utendørs", "utomhus", "uteområder", "outdoors"),
}  # fmt: skip
"""Words for building parts by their code in NS 3451."""
HORIZONS = (("cost_first", "0–1", 1), ("cost_short", "1–5", 5), ("cost_long", "6–10", 10))
"""Field, years, and the last of them."""
_CODES = {plain_title(word): code for code, words in PARTS.items() for word in words}
_NO_CODE = Finding(
    "table-part-without-code",
    Severity.WARNING,
    "{count} building parts have no number that is known: {names}.",
    "Their grades are taken in under their names, without a place in NS 3451.",
    "Write the number of NS 3451 before the name, for example “262 Taktekking”.",
)
_LEAST_PARTS = 3  # columns of parts that make a table a wide one
_COMPONENT, _GRADE = "Komponent", "TG"


def part_code(name: str) -> str:
    """Code of a part by its name, also where its number stands before it; "" if unknown."""
    first = name.strip().split(" ")[0].rstrip(".:")
    if first.isdecimal() and len(first) <= 3:
        return first
    return _CODES.get(short_title(name)) or _CODES.get(plain_title(name), "")


def unfold(table: Table) -> Table:
    """One row for each building and part, where the table has a column for each part."""
    wide = [c for c in table.columns if part_code(c.title) and _holds_grades(c)]
    if len(wide) < _LEAST_PARTS or table.column(_COMPONENT) is not None:
        return table
    rest = [c for c in table.columns if c not in wide]
    filled = [
        (i, c) for i in range(len(table)) for c in wide if c.kinds[i] != CellKind.EMPTY
    ]  # fmt: skip
    places = np.array([i for i, _ in filled], dtype=np.int64)
    columns = [replace(c, texts=[c.texts[i] for i in places], kinds=c.kinds[places]) for c in rest]
    count = len(filled)
    columns += [
        TableColumn(_COMPONENT, [c.title for _, c in filled],
                    np.full(count, CellKind.TEXT, np.uint8)),
        TableColumn(_GRADE, [c.texts[i] for i, c in filled],
                    np.array([c.kinds[i] for i, c in filled], np.uint8)),
    ]  # fmt: skip
    return replace(table, columns=tuple(columns), rows=table.rows[places])


def complete(rows: Rows, reject: Reject) -> tuple[Finding, ...]:
    """Codes from names; the cost of all horizons, and its first year; the split as a measure."""
    del reject
    names = rows["part_name"]
    rows["part_code"] = [part_code(name) for name in names]
    unknown = {
        name for name, code in zip(names, rows["part_code"], strict=True) if name and not code
    }
    _costs(rows)
    rows["symptom"] = [
        said or name for said, name in zip(rows.get("symptom", names), names, strict=True)
    ]
    rows["assessed_by"] = rows.get("assessed_by", ["multiMap"] * len(names))
    rows["method_level"] = [LEAST_LEVEL] * len(names)
    if not unknown:
        return ()
    values = {"count": len(unknown), "names": ", ".join(sorted(unknown)[:6])}
    return (replace(_NO_CODE, values=values),)


def _costs(rows: Rows) -> None:
    days: list[date | None] = rows["assessed_on"]
    count = len(days)
    unknown = [math.nan] * count
    own = [rows.get(name, unknown) for name, _, _ in HORIZONS]
    whole = rows.get("cost_central", unknown)
    measures = rows.get("measure", [""] * count)
    years = rows.get("deadline_year", [0] * count)
    prices = rows.get("price_year", [0] * count)
    for i in range(count):
        known = [
            (c[i], when, last) for c, (_, when, last) in zip(own, HORIZONS, strict=True)
            if c[i] > 0
        ]  # fmt: skip
        if known and math.isnan(whole[i]):
            whole[i] = sum(cost for cost, _, _ in known)
        seen = days[i]
        if known and seen is not None:
            years[i] = years[i] or seen.year + known[0][2]
            split = "; ".join(f"{when} år: {cost:.0f} kr" for cost, when, _ in known)
            measures[i] = f"{measures[i]} ({split})".strip() if measures[i] else split
        if seen is not None and not math.isnan(whole[i]):
            prices[i] = prices[i] or seen.year
    rows["cost_low"], rows["cost_high"] = unknown, list(unknown)
    rows["cost_central"], rows["measure"] = whole, measures
    rows["deadline_year"], rows["price_year"] = years, prices


def _holds_grades(column: TableColumn) -> bool:
    said = {t.casefold() for t in column.texts if t}
    return bool(said) and said <= GRADES.keys()


FORMAT = TableFormat(
    name="grade_tables",
    label="Grades of building parts (multiMap)",
    record=Assessment,
    key="assessment_id",
    complete=complete,
    unfold=unfold,
    sheets=("multimap", "karakter", "tilstandsgrader"),
    fields=(
        text("part_name", "Building part", "komponent", "delobjekt", "element", "component",
             "bygningskomponent", "component name", *CODE_TITLES, is_required=True, is_key=True),
        TableField("grade", "Condition grade (TG)", ValueKind.CHOICE,
                   ("tg", "tilstandsgrad", "tilstand", "karakter", "grad", "grade"),
                   choices=GRADES, is_required=True),
        day("assessed_on", "Assessed", "dato", "kartlagt", "kartleggingsdato", "registrert",
            "registreringsdato", "assessed", "date", is_required=True, is_key=True),
        money("cost_first", "Cost within 1 year", "kostnad 0-1 år", "0-1 år", "strakstiltak",
              "kostnad 0-1", "umiddelbart", "0–1 år", "cost 0-1 years"),
        money("cost_short", "Cost in 1 to 5 years", "kostnad 1-5 år", "1-5 år", "0-5 år",
              "kostnad 0-5 år", "kort sikt", "kostnad 1-5", "2-5 år", "cost 1-5 years"),
        money("cost_long", "Cost in 6 to 10 years", "kostnad 6-10 år", "6-10 år", "5-10 år",
              "kostnad 5-10 år", "lang sikt", "kostnad 6-10", "cost 6-10 years"),
        money("cost_central", "Cost", "kostnad", "sum kostnad", "totalkostnad", "sum", "cost",
              "oppgraderingsbehov", "teknisk oppgraderingsbehov"),
        TableField("consequence_grade", "Gravest consequence (KG)", ValueKind.CHOICE,
                   ("kg", "konsekvensgrad", "konsekvens"), choices=CONSEQUENCES, unknown=-1),
        text("symptom", "Symptom", "merknad", "kommentar", "beskrivelse", "symptom"),
        text("measure", "Measure", "tiltak", "measure"),
        year("price_year", "Price level", "prisnivå", "prisår", "kroneverdi"),
        year("deadline_year", "Deadline, year", "tiltaksår", "frist"),
        text("assessed_by", "Assessed by", "kartlagt av", "registrert av", "vurdert av"),
        text("survey", "Survey", "kartlegging", "undersøkelse", "survey"),
    ),
)  # fmt: skip
