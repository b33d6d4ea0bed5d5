"""Components: plant and parts that are looked after, with their ages and lives."""

import math

from twin.importers.tables.common import (
    GLOBAL_ID,
    PART_TABLE,
    SPACE_ID,
    day,
    money,
    part,
    text,
    year,
)
from twin.model.finding import Finding
from twin.model.register import Component
from twin.model.table_format import Reject, Rows, TableField, TableFormat, ValueKind


def complete(rows: Rows, reject: Reject) -> tuple[Finding, ...]:
    """A range of lives or costs is not upside down."""
    for low, high in (("life_low", "life_high"), ("replacement_low", "replacement_high")):
        if low in rows and high in rows:
            for i, (least, most) in enumerate(zip(rows[low], rows[high], strict=True)):
                if not math.isnan(least) and not math.isnan(most) and least > most:
                    reject(i, low, "“{found}” is more than the highest value of the row.")
    return ()


def _life(name: str, label: str, *titles: str) -> TableField:
    return TableField(name, label, ValueKind.NUMBER, titles, low=0.5, high=300.0, unit="year",
                      units={"år": 1.0, "years": 1.0, "yr": 1.0})  # fmt: skip


FORMAT = TableFormat(
    name="components",
    label="Components",
    record=Component,
    key="component_id",
    complete=complete,
    sheets=("komponent", "component", "utstyr", "anlegg", "asset", "equipment"),
    fields=(
        text("name", "Component", "komponent", "komponentnavn", "navn", "utstyr", "anlegg",
             "component", "component name", "name", "asset", "equipment", is_required=True,
             is_key=True),
        text("component_id", "Number", "komponent-id", "komponentnr", "komponentnummer",
             "anleggsnr", "component id", "component_id", "asset id", "asset number", "id"),
        part(is_key=True),
        text("component_type", "Kind of component", "type", "komponenttype", "utstyrstype",
             "component type", "component_type", "kind", "asset type"),
        text("tag", "Tag", "tfm", "tfm-kode", "merking", "tag", "tfm-id", "tverrfaglig merking",
             is_key=True),
        text("manufacturer", "Manufacturer", "produsent", "fabrikat", "merke", "manufacturer",
             "make"),
        text("model_reference", "Model", "modell", "typebetegnelse", "model", "model_reference",
             "model reference", "model number"),
        text("serial_number", "Serial number", "serienummer", "serienr", "serial number",
             "serial_number", "serial no", is_key=True),
        year("installed_year", "Installed", "installert", "installasjonsår", "montert",
             "byggeår", "årsmodell", "år", "installed", "installed year", "installed_year",
             "installation date", "year"),
        TableField("quantity", "Quantity", ValueKind.NUMBER,
                   ("antall", "mengde", "quantity", "count"), low=0.0, high=1e7),
        text("unit", "Unit", "enhet", "unit"),
        _life("life_central", "Service life", "levetid", "forventet levetid", "teknisk levetid",
              "service life", "life", "life_central", "expected life"),
        _life("life_low", "Shortest life", "levetid kort", "kort levetid", "life_low",
              "life low", "shortest life"),
        _life("life_high", "Longest life", "levetid lang", "lang levetid", "life_high",
              "life high", "longest life"),
        money("replacement_central", "Replacement cost", "utskiftingskostnad",
              "gjenanskaffelse", "gjenanskaffelseskost", "gjenanskaffelsesverdi", "nypris",
              "replacement cost", "replacement_central", "replacement value"),
        money("replacement_low", "Lowest replacement cost", "utskiftingskostnad lav",
              "replacement_low", "lowest replacement cost"),
        money("replacement_high", "Highest replacement cost", "utskiftingskostnad høy",
              "replacement_high", "highest replacement cost"),
        year("price_year", "Price level", "prisnivå", "prisår", "price level", "price_year"),
        day("warranty_until", "Warranty until", "garanti til", "garanti", "garantiutløp",
            "warranty until", "warranty_until", "warranty"),
        GLOBAL_ID,
        SPACE_ID,
        PART_TABLE,
        text("source", "Source", "kilde", "source"),
    ),
)  # fmt: skip
