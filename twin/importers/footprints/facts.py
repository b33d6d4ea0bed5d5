"""What the attributes of a feature say about its building."""

import math
import re
from collections.abc import Mapping

from twin.model.building import Building
from twin.model.footprint import Fact

_NAMES: Mapping[str, tuple[str, ...]] = {
    "building_number": ("buildingnumber", "bygningsnummer", "bygningsnr", "byggnr", "bygnr",
                        "nationalbuildingnumber", "bygningid"),
    "building_id": ("buildingid", "byggid"),
    "name": ("name", "navn", "bygningsnavn", "byggnavn", "objektnavn", "buildingname", "bygg"),
    "address": ("address", "adresse", "gateadresse"),
    "district": ("district", "bydel"),
    "category": ("category", "kategori"),
    "type_code": ("typecode", "bygningstype", "bygningstypekode", "type"),
    "construction_year": ("constructionyear", "yearofconstruction", "byggear", "byggår", "byggeår",
                          "oorspronkelijkbouwjaar", "baujahr"),
    "gross_floor_area": ("grossfloorarea", "bta", "bruttoareal"),
    "usable_area": ("usablearea", "bra", "bruksareal"),
    "heated_floor_area": ("heatedfloorarea", "oppvarmetbra"),
    "storeys": ("storeys", "storeysaboveground", "antalletasjer", "etasjer"),
    "ground_level": ("groundlevel", "terrainheight", "kote", "hmaaiveld"),
    "height": ("height", "measuredheight", "hoyde", "høyde"),
    "kostra_function": ("kostrafunction", "kostra"),
    "owner_unit": ("ownerunit", "eier"),
    "energy_label": ("energylabel", "energikarakter"),
}  # fmt: skip
_RANGES = {
    "construction_year": (1000.0, 2100.0),
    "gross_floor_area": (1.0, 500_000.0),
    "usable_area": (1.0, 500_000.0),
    "heated_floor_area": (1.0, 500_000.0),
    "storeys": (1.0, 60.0),
    "ground_level": (-100.0, 2500.0),
    "height": (0.5, 300.0),
}
_NOT_WORDS = re.compile(r"[^0-9a-zæøå]+")
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST = 500


def facts_of(attributes: object) -> dict[str, Fact]:
    """Fields of a building by name; what is no value of its field is passed over."""
    if not isinstance(attributes, dict):
        return {}
    plain = {_NOT_WORDS.sub("", str(k).casefold()): v for k, v in attributes.items()}
    found: dict[str, Fact] = {}
    for field, names in _NAMES.items():
        value = next((plain[n] for n in names if plain.get(n) not in (None, "")), None)
        fact = _fact(field, value)
        if fact is not None:
            found[field] = fact
    return found


def text(value: object) -> str:
    """A text of the file without control and bidi characters."""
    return _UNWANTED.sub("", str(value)).strip()[:_LONGEST]


def _fact(field: str, value: object) -> Fact | None:
    if value is None or isinstance(value, bool | dict | list):
        return None
    if field in _RANGES:
        return _number(field, value)
    if field == "building_number":
        return re.sub(r"\D+", "", str(value).removesuffix(".0")) or None
    return text(value) or None


def _number(field: str, value: object) -> float | None:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return None
    low, high = _RANGES[field]
    return number if math.isfinite(number) and low <= number <= high else None


FIELDS = frozenset(_NAMES) & frozenset(Building.__dataclass_fields__)
"""Fields that a file can tell."""
