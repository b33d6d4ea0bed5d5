"""Buildings, as owners list them in spreadsheets and registers export them."""

import re
from dataclasses import replace

from twin.importers.tables.common import flag, key_of, text, year
from twin.model.building import Building
from twin.model.classification import CATEGORIES, NS_3457_3
from twin.model.finding import Finding, Severity
from twin.model.table_format import Of, Reject, Rows, TableField, TableFormat, ValueKind

USUAL_CATEGORY = "office"
"""Taken where a new building's type is none that energy tables know; the user is told."""
MOST_AREA = 500_000.0  # m2
_BY_TYPE = {
    "61": "school", "611": "kindergarten", "612": "kindergarten", "62": "school",
    "64": "culture", "65": "sports", "66": "culture", "67": "culture", "71": "nursing_home",
    "72": "nursing_home", "73": "nursing_home", "31": "office", "32": "office",
    "822": "fire_station", "821": "fire_station", "829": "fire_station", "15": "nursing_home",
}  # fmt: skip
"""Category by the beginning of the type (NS 3457-3); the longest that fits counts."""
_CATEGORIES = {
    "skole": "school", "barneskole": "school", "ungdomsskole": "school", "school": "school",
    "videregående skole": "school", "skolebygg": "school", "undervisning": "school",
    "barnehage": "kindergarten", "kindergarten": "kindergarten", "førskole": "kindergarten",
    "sykehjem": "nursing_home", "nursing home": "nursing_home", "omsorgsbygg": "nursing_home",
    "omsorgssenter": "nursing_home", "helsebygg": "nursing_home", "institusjon": "nursing_home",
    "idrettsbygg": "sports", "idrettshall": "sports", "sports hall": "sports", "sports": "sports",
    "svømmehall": "sports", "gymsal": "sports", "idrett": "sports",
    "kontor": "office", "kontorbygg": "office", "administrasjon": "office", "office": "office",
    "administrasjonsbygg": "office", "rådhus": "office", "town hall": "office",
    "kultur": "culture", "kulturbygg": "culture", "bibliotek": "culture", "museum": "culture",
    "kulturhus": "culture", "library": "culture", "culture": "culture", "kirke": "culture",
    "brannstasjon": "fire_station", "fire station": "fire_station", "brann": "fire_station",
}  # fmt: skip
_GUESSED = Finding(
    "table-category-guessed",
    Severity.WARNING,
    "{count} rows say no use of the building that is known.",
    "Those that are new are taken for offices in energy calculations.",
    "Give a type (NS 3457-3) or a category, or correct them afterwards.",
)
_NOT_WORD = re.compile(r"[^0-9a-zæøå]+")


def complete(rows: Rows, reject: Reject) -> tuple[Finding, ...]:
    """Keys from the national number, and the category from the type."""
    count = len(rows["name"])
    numbers = rows.get("building_number", [""] * count)
    for i, number in enumerate(numbers):
        digits = re.sub(r"\D+", "", number.removesuffix(".0"))
        if number and not 5 <= len(digits) <= 12:
            reject(i, "building_number", "“{found}” is no building number of nine digits.")
        numbers[i] = digits
    own = rows.get("building_id", [""] * count)
    rows["building_id"] = [
        key or (f"bygg-{number}" if number else _key(name))
        for key, number, name in zip(own, numbers, rows["name"], strict=True)
    ]
    types = rows.get("type_code", [""] * count)
    said = rows.get("category", [""] * count)
    words = rows.get("type_name", [""] * count)
    rows["category"] = [
        mine or category_of_type(code) or category_in(f"{word} {name}")
        for mine, code, word, name in zip(said, types, words, rows["name"], strict=True)
    ]
    unknown = rows["category"].count("")
    return (replace(_GUESSED, values={"count": unknown}),) if unknown else ()


def made(building: Building) -> Building:
    """A new building whose use is unknown is taken for an office."""
    return building if building.category else replace(building, category=USUAL_CATEGORY)


def category_of_type(code: str) -> str:
    """Category of a building type (NS 3457-3), "" where it has none."""
    found = next((c.key for c in CATEGORIES.values() if c.code == code), "")
    return found or next(
        (_BY_TYPE[code[:n]] for n in range(len(code), 0, -1) if code[:n] in _BY_TYPE), ""
    )


def category_in(words: str) -> str:
    """Category that stands in words such as a building's name, "" where none does."""
    lower = words.casefold()
    by_length = sorted(_CATEGORIES, key=len, reverse=True)
    return next((_CATEGORIES[w] for w in by_length if len(w) > 4 and w in lower), "")


def _key(name: str) -> str:
    slug = _NOT_WORD.sub("-", name.casefold()).strip("-")
    return slug[:60] or key_of(name)


def _area(name: str, label: str, *titles: str) -> TableField:
    return TableField(name, label, ValueKind.NUMBER, titles, low=1.0, high=MOST_AREA, unit="m2",
                      units={"m²": 1.0, "kvm": 1.0})  # fmt: skip


def _height(name: str, label: str, low: float, high: float, *titles: str) -> TableField:
    return TableField(name, label, ValueKind.NUMBER, titles, low=low, high=high, unit="m")


FORMAT = TableFormat(
    name="buildings",
    label="Buildings",
    record=Building,
    key="building_id",
    of=Of.NOTHING,
    same=("building_number", "name"),
    complete=complete,
    made=made,
    sheets=("bygg", "building", "eiendom", "facility"),
    fields=(
        text("name", "Name", "navn", "byggnavn", "bygningsnavn", "bygg", "bygning", "name",
             "building", "building name", "objektnavn", "navn på bygg", is_required=True,
             is_key=True),
        text("building_number", "Building number", "bygningsnummer", "bygningsnr", "bygn.nr",
             "byggnr", "byggnummer", "matrikkel bygningsnummer", "national building number",
             "building number", "building no", "building_number"),
        text("building_id", "Building id", "bygg-id", "bygningsid", "byggkode", "building id",
             "building_id", "objektnr", "objektnummer"),
        TableField("type_code", "Building type (NS 3457-3)", ValueKind.CODE,
                   ("bygningstype", "bygningstypekode", "type kode", "ns 3457-3", "ns3457-3",
                    "ns 3457", "building type", "type code", "type_code", "bygningskode")),
        text("type_name", "Name of the type", "bygningstypenavn", "type", "typenavn",
             "bygningstype navn", "type name"),
        TableField("category", "Category", ValueKind.CHOICE,
                   ("kategori", "bygningskategori", "category", "building category", "formål"),
                   choices={**_CATEGORIES, **{k: k for k in CATEGORIES}}, unknown=""),
        text("address", "Address", "adresse", "gateadresse", "besøksadresse", "address",
             "street address"),
        text("district", "District", "bydel", "distrikt", "område", "sone", "district", "borough",
             "area name"),
        year("construction_year", "Year of construction", "byggeår", "byggår", "byggear",
             "oppført", "oppføringsår", "bygd", "construction year", "year built", "built",
             "construction_year", "year of construction"),
        _area("gross_floor_area", "Gross floor area (BTA)", "bta", "bruttoareal", "areal bta",
              "bta areal", "bruttoareal bta", "gross floor area", "gfa", "gross_floor_area",
              "gross area"),
        _area("usable_area", "Usable area (BRA)", "bra", "bruksareal", "areal bra",
              "bruksareal bra", "usable area", "usable_area"),
        _area("heated_floor_area", "Heated area", "oppvarmet bra", "oppvarmet areal",
              "oppvarmet bruksareal", "heated area", "heated floor area", "heated_floor_area",
              "obra", "heated bra"),
        _height("ground_level", "Ground level", -10.0, 2_500.0, "kote", "ground_level"),
        _height("height", "Height", 1.0, 400.0, "høyde", "byggehøyde"),
        TableField("storeys", "Storeys", ValueKind.WHOLE,
                   ("etasjer", "antall etasjer", "storeys", "floors", "number of storeys"),
                   low=0, high=60),
        TableField("kostra_function", "KOSTRA function", ValueKind.CODE,
                   ("kostra", "kostrafunksjon", "kostra-funksjon", "funksjon", "kostra function",
                    "kostra_function")),
        text("property_id", "Property", "eiendom", "eiendomsnr", "eiendomsnummer", "gnr/bnr",
             "matrikkelnummer", "property", "property id", "property_id"),
        text("owner_unit", "Owner unit", "eier", "eierenhet", "etat", "virksomhet", "enhet",
             "forvalter", "owner", "owner unit", "owner_unit", "department"),
        text("protection", "Protection", "vernestatus", "vern", "fredning", "protection",
             "protection status"),
        flag("protected", "Protected", "fredet", "vernet", "verneverdig", "protected", "listed"),
        TableField("type_table", "Table of building types", ValueKind.TEXT,
                   ("bygningstypetabell", "type_table"), unknown=NS_3457_3),
        text("energy_label_scheme", "Scheme of the label", "merkeordning",
             "energy_label_scheme"),
        TableField("energy_label", "Energy label", ValueKind.CHOICE,
                   ("energimerke", "energikarakter", "energy label", "energy_label"),
                   choices={letter.casefold(): letter for letter in "ABCDEFG"}, unknown=""),
    ),
)  # fmt: skip
