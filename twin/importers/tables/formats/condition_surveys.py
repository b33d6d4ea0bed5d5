"""Condition surveys in the manner of NS 3424: one row for each building part that was graded."""

import math
import re
from collections.abc import Sequence
from typing import Any

from twin.importers.tables.common import (
    GLOBAL_ID,
    PART_TABLE,
    SPACE_ID,
    day,
    flag,
    key_of,
    money,
    part,
    text,
    year,
)
from twin.model.condition import Assessment, ConditionGrade
from twin.model.finding import Finding
from twin.model.register import Document
from twin.model.table_format import Reject, Rows, TableField, TableFormat, ValueKind

KINDS = ("safety", "health", "economy", "use", "appearance")
_UNSEEN = ConditionGrade.TGIU
GRADES = {
    **{word.format(g): ConditionGrade(g) for g in range(4) for word in ("{}", "tg{}", "tg {}",
       "tg-{}", "tilstandsgrad {}", "grade {}")},
    "tgiu": _UNSEEN, "iu": _UNSEEN, "tg iu": _UNSEEN, "ikke undersøkt": _UNSEEN, "-1": _UNSEEN,
    "tg-iu": _UNSEEN, "not inspected": _UNSEEN, "ikke inspisert": _UNSEEN,
}  # fmt: skip
CONSEQUENCES = {
    **{word.format(g): g for g in range(4) for word in ("{}", "kg{}", "kg {}", "kg-{}")},
    "ingen konsekvens": 0, "liten": 1, "lav": 1, "middels": 2, "stor": 3, "høy": 3, "store": 3,
    "små": 1, "small": 1, "medium": 2, "moderate": 2, "large": 3, "low": 1, "high": 3,
    "-1": -1, "kgiu": -1,
}  # fmt: skip
LEVELS = {
    "1": 1, "nivå 1": 1, "level 1": 1, "visuell": 1, "visual": 1, "1 visual": 1,
    "2": 2, "nivå 2": 2, "level 2": 2, "2 with documents": 2,
    "3": 3, "nivå 3": 3, "level 3": 3, "3 special investigation": 3,
}  # fmt: skip
_KEY = re.compile(r"(?:photo-)?[0-9a-f]{26}")
"""Keys of documents, as an exported survey has them in place of a file."""
LEAST_LEVEL = 1
"""Taken where a survey does not say how it was done: the level that claims least."""


def complete(rows: Rows, reject: Reject) -> tuple[Finding, ...]:
    """Gravest consequence, costs from their range, and the level that claims least."""
    count = len(rows["grade"])
    _gravest(rows, count)
    _costs(rows, count, reject)
    days = rows["assessed_on"]
    prices = rows.get("price_year", [0] * count)
    has_cost = [not math.isnan(c) for c in rows["cost_central"]]
    rows["price_year"] = [
        price or (on.year if on and known else 0)
        for price, on, known in zip(prices, days, has_cost, strict=True)
    ]
    parts, ids = rows.get("part_code"), rows.get("global_id")
    for i in range(count):
        if not (parts and parts[i]) and not (ids and ids[i]):
            reject(i, "part_code", "The row says neither building part nor element.")
    said = rows.get("photo", [""] * count)
    rows["photo_file"] = ["" if _KEY.fullmatch(name) else name for name in said]
    rows["photo"] = [
        f"photo-{key_of(building, file)}" if file else name
        for building, file, name in zip(rows["building_id"], rows["photo_file"], said, strict=True)
    ]
    return ()


def photos(records: Sequence[tuple[int, Any]], rows: Rows) -> list[Document]:
    """A document for each photo that rows name; the photo itself stays where it is."""
    return [
        Document(a.photo, a.building_id, rows["photo_file"][i], "photo", a.global_id, a.part_code,
                 place=rows["photo_file"][i], dated=a.assessed_on)
        for i, a in records
        if a.photo and rows["photo_file"][i]
    ]  # fmt: skip


def _gravest(rows: Rows, count: int) -> None:
    """The gravest consequence where the row gives those of each type only."""
    types = [rows[f"kg_{kind}"] for kind in KINDS if f"kg_{kind}" in rows]
    said = rows.get("consequence_grade", [-1] * count)
    worst = [max(grades) for grades in zip(*types, strict=True)] if types else [-1] * count
    rows["consequence_grade"] = [
        mine if mine >= 0 else other for mine, other in zip(said, worst, strict=True)
    ]


def _costs(rows: Rows, count: int, reject: Reject) -> None:
    """The middle of a range that has none; a range that is upside down is rejected."""
    unknown = [math.nan] * count
    low, high = rows.get("cost_low", unknown), rows.get("cost_high", unknown)
    central = rows.get("cost_central", unknown)
    for i, (least, most) in enumerate(zip(low, high, strict=True)):
        if least > most:
            reject(i, "cost_low", "“{found}” is more than the highest cost of the row.")
    rows["cost_central"] = [
        (least + most) / 2 if math.isnan(mid) else mid
        for least, mid, most in zip(low, central, high, strict=True)
    ]


def _consequence(name: str, label: str, *titles: str) -> TableField:
    return TableField(name, label, ValueKind.CHOICE, titles, choices=CONSEQUENCES, unknown=-1)


FORMAT = TableFormat(
    name="condition_surveys",
    label="Condition surveys",
    record=Assessment,
    key="assessment_id",
    complete=complete,
    companions=photos,
    sheets=("tilstand", "registrering", "survey", "assessment", "condition"),
    fields=(
        TableField("grade", "Condition grade (TG)", ValueKind.CHOICE,
                   ("tg", "tilstandsgrad", "tilstand", "tilstandsgrad tg", "grade",
                    "condition grade", "condition"), choices=GRADES, is_required=True),
        day("assessed_on", "Assessed", "dato", "registrert", "registreringsdato", "befart",
            "befaringsdato", "befaring", "undersøkt", "vurdert", "assessed", "assessed on",
            "assessed_on", "date", "surveyed", "survey date", is_required=True, is_key=True),
        part(is_key=True),
        GLOBAL_ID,
        SPACE_ID,
        PART_TABLE,
        text("symptom", "Symptom", "symptom", "symptomer", "avvik", "tilstandsbeskrivelse",
             "beskrivelse", "skade", "observasjon", "merknad", "kommentar", "description",
             "deviation", "defect", is_key=True),
        text("cause", "Cause", "årsak", "skadeårsak", "årsaker", "cause"),
        text("measure", "Measure", "tiltak", "anbefalt tiltak", "foreslått tiltak",
             "tiltaksbeskrivelse", "measure", "recommended measure", "action"),
        _consequence("consequence_grade", "Gravest consequence (KG)", "kg", "konsekvensgrad",
                     "konsekvens", "konsekvensgrad kg", "consequence", "consequence grade",
                     "gravest consequence", "consequence_grade"),
        _consequence("kg_safety", "KG safety", "kg sikkerhet", "sikkerhet", "kg s", "safety",
                     "kg_safety"),
        _consequence("kg_health", "KG health and environment", "kg helse og miljø", "kg helse",
                     "helse og miljø", "helse", "hms", "kg hms", "kg h", "health", "kg_health",
                     "health and environment"),
        _consequence("kg_economy", "KG economy", "kg økonomi", "økonomi", "kg ø", "economy",
                     "kg_economy"),
        _consequence("kg_use", "KG use", "kg bruk", "bruk", "funksjon", "kg funksjon", "use",
                     "kg_use"),
        _consequence("kg_appearance", "KG appearance", "kg estetikk", "estetikk", "kg e",
                     "utseende", "appearance", "kg_appearance"),
        money("cost_central", "Cost", "kostnad", "kostnader", "estimert kostnad", "kalkyle",
              "kostnad kr", "tiltakskostnad", "kostnadsoverslag", "sum", "beløp", "cost",
              "cost to tg1", "estimated cost", "cost_central"),
        money("cost_low", "Lowest cost", "kostnad lav", "lav kostnad", "kostnad min", "cost low",
              "lowest cost", "cost_low", "cost to tg1 low"),
        money("cost_high", "Highest cost", "kostnad høy", "høy kostnad", "kostnad maks",
              "cost high", "highest cost", "cost_high", "cost to tg1 high"),
        year("price_year", "Price level", "prisnivå", "prisår", "kroneverdi", "price year",
             "price level", "price_year"),
        year("deadline_year", "Deadline, year", "tiltaksår", "år", "frist", "utføres innen",
             "utføres år", "år for tiltak", "deadline", "deadline year", "deadline_year", "year",
             "due year"),
        text("assessed_by", "Assessed by", "registrert av", "utført av", "befart av", "inspektør",
             "takstmann", "rådgiver", "vurdert av", "assessed by", "assessed_by", "surveyor",
             "inspector"),
        TableField("method_level", "Level of the survey", ValueKind.CHOICE,
                   ("nivå", "registreringsnivå", "analysenivå", "undersøkelsesnivå", "level",
                    "method level", "method_level", "level of the survey"), choices=LEVELS,
                   unknown=LEAST_LEVEL),
        text("reference_level", "Reference level", "referansenivå", "reference level",
             "reference_level"),
        TableField("quantity", "Quantity", ValueKind.NUMBER,
                   ("mengde", "antall", "areal", "omfang", "quantity", "amount"), low=0.0,
                   high=1e7),
        text("unit", "Unit", "enhet", "måleenhet", "unit"),
        flag("is_development", "Development, not maintenance", "utvikling", "oppgradering",
             "development", "is_development"),
        text("survey", "Survey", "rapport", "oppdrag", "tilstandsanalyse", "prosjekt",
             "kartlegging", "survey", "report", is_key=True),
        text("photo", "Photo", "bilde", "foto", "bildefil", "bilder", "photo", "picture",
             "image"),
        text("assessment_id", "Number", "registreringsnr", "registrering id", "avviksnr", "nr",
             "løpenr", "lnr", "id", "assessment id", "assessment_id", "number"),
    ),
)  # fmt: skip
