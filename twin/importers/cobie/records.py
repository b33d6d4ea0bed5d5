"""Buildings, components, documents and recurring work from the sheets of COBie."""

import calendar
import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from twin.model.cobie import CobieRecords, CobieWorkbook, Row
from twin.model.maintenance import MaintenancePlan, Trigger
from twin.model.register import Component, Document

SOURCE = "COBie"
MONTHS_OF = {"year": 12.0, "years": 12.0, "annual": 12.0, "quarter": 3.0, "quarters": 3.0,
             "month": 1.0, "months": 1.0, "week": 12 / 52.1775, "weeks": 12 / 52.1775,
             "day": 12 / 365.2425, "days": 12 / 365.2425}  # fmt: skip
"""Months in one of a unit of time."""
_GUID = re.compile(r"[0-3][0-9A-Za-z_$]{21}")
_SQUARE_METRES = ("m2", "m²", "squaremeters", "squaremetres", "sqm", "meterssquared")
_NOK = ("nok", "kroner", "norwegiankroner", "norwegiankrone", "kr")
_NOT_WORDS = re.compile(r"[^0-9a-zæøå²]+")
_YEAR = re.compile(r"(1[6-9]\d\d|20\d\d|21\d\d)-\d\d-\d\d|(1[6-9]\d\d|20\d\d|21\d\d)$")
Lookup = Mapping[str, Row]
T = TypeVar("T", Component, Document, MaintenancePlan)


def records_of(workbook: CobieWorkbook, building_id: str) -> CobieRecords:
    """What the portfolio keeps of a workbook.

    Keys are made of the building and of what the workbook calls a thing, so that the same
    workbook read twice makes the same records.
    """
    facility = next(iter(workbook.rows("Facility")), {})
    types, spaces = _by_name(workbook, "Type"), _by_name(workbook, "Space")
    companies = {r.get("Email", ""): r.get("Company", "") for r in workbook.rows("Contact")}
    in_nok = _plain(facility.get("CurrencyUnit", "")) in _NOK
    known = (types, spaces, companies)
    components = tuple(
        _component(row, building_id, known, in_nok=in_nok) for row in workbook.rows("Component")
    )
    left_out = () if in_nok or not _has_costs(workbook) else ("replacement costs",)
    return CobieRecords(
        facility.get("Name", ""),
        facility.get("Description", ""),
        _storeys(workbook),
        _area(workbook, facility.get("AreaUnits", "")),
        _distinct(components, "component_id"),
        _distinct(tuple(_documents(workbook, building_id)), "document_id"),
        _distinct(tuple(_plans(workbook, building_id)), "plan_id"),
        left_out,
    )


def record_key(building_id: str, kind: str, *said: str) -> str:
    """The key of a record that a workbook calls so."""
    text = "\x1f".join((building_id, kind, *said))
    return f"cobie-{hashlib.sha256(text.encode()).hexdigest()[:20]}"


def _distinct(records: tuple[T, ...], key: str) -> tuple[T, ...]:
    """Records whose keys are unlike: what a workbook calls the same is counted in its order."""
    times: Counter[str] = Counter()
    found: list[T] = []
    for record in records:
        own = str(getattr(record, key))
        times[own] += 1
        is_first = times[own] == 1
        found.append(record if is_first else replace(record, **{key: f"{own}-{times[own]}"}))
    return tuple(found)


def _component(
    row: Row,
    building_id: str,
    known: tuple[Lookup, Lookup, Mapping[str, str]],
    *,
    in_nok: bool,
) -> Component:
    types, spaces, companies = known
    kind = types.get(row.get("TypeName", ""), {})
    maker = kind.get("Manufacturer", "")
    space = spaces.get(row.get("Space", "").split(",")[0].strip(), {})
    cost = _number(kind.get("ReplacementCost", "")) if in_nok else math.nan
    return Component(
        record_key(building_id, "Component", row.get("Name", ""), row.get("TypeName", "")),
        building_id,
        row.get("Name", ""),
        component_type=row.get("TypeName", ""),
        global_id=_guid(row),
        space_id=_guid(space),
        tag=row.get("TagNumber", ""),
        manufacturer=companies.get(maker, "") or maker,
        model_reference=kind.get("ModelNumber", ""),
        serial_number=row.get("SerialNumber", ""),
        installed_year=_year(row.get("InstallationDate", "")),
        life_central=_years(kind.get("ExpectedLife", ""), kind.get("DurationUnit", "")),
        replacement_central=cost if cost > 0 else math.nan,
        warranty_until=_warranty(row, kind),
        source=SOURCE,
    )


def _documents(workbook: CobieWorkbook, building_id: str) -> Iterator[Document]:
    ids = {
        (sheet, row.get("Name", "")): _guid(row)
        for sheet in ("Component", "Type", "Space", "Floor")
        for row in workbook.rows(sheet)
    }
    for row in workbook.rows("Document"):
        about = (row.get("SheetName", ""), row.get("RowName", ""))
        said = (row.get("Name", ""), *about, row.get("File", ""))
        place = "/".join(p for p in (row.get("Directory", ""), row.get("File", "")) if p)
        yield Document(
            record_key(building_id, "Document", *said),
            building_id,
            row.get("Name", ""),
            row.get("Category", ""),
            ids.get(about, ""),
            place=place,
        )


def _plans(workbook: CobieWorkbook, building_id: str) -> Iterator[MaintenancePlan]:
    for row in workbook.rows("Job"):
        unit = _plain(row.get("FrequencyUnit", ""))
        months = _number(row.get("Frequency", "")) * MONTHS_OF.get(unit, math.nan)
        said = (row.get("Name", ""), row.get("TypeName", ""), row.get("TaskNumber", ""))
        yield MaintenancePlan(
            record_key(building_id, "Job", *said),
            building_id,
            row.get("Name", ""),
            Trigger.CALENDAR,
            interval_months=max(1, round(months)) if 0 < months < 1200 else 0,
        )


def _by_name(workbook: CobieWorkbook, sheet: str) -> Lookup:
    return {row.get("Name", ""): row for row in workbook.rows(sheet)}


def _storeys(workbook: CobieWorkbook) -> int:
    """Floors that are called floors; of a file that calls none so, 0."""
    return sum(_plain(row.get("Category", "")) == "floor" for row in workbook.rows("Floor"))


def _area(workbook: CobieWorkbook, unit: str) -> float:
    areas = [_number(row.get("NetArea", "")) for row in workbook.rows("Space")]
    total = sum(a for a in areas if a > 0)
    return total if total > 0 and _plain(unit) in _SQUARE_METRES else math.nan


def _has_costs(workbook: CobieWorkbook) -> bool:
    return any(_number(row.get("ReplacementCost", "")) > 0 for row in workbook.rows("Type"))


def _warranty(row: Row, kind: Row) -> date | None:
    start = _day(row.get("WarrantyStartDate", ""))
    years = _years(kind.get("WarrantyDurationParts", ""), kind.get("WarrantyDurationUnit", ""))
    if start is None or not years > 0 or years > 100:
        return None
    month = start.month - 1 + round(years * 12)
    year = start.year + month // 12
    last = calendar.monthrange(year, month % 12 + 1)[1]
    return date(year, month % 12 + 1, min(start.day, last))


def _years(amount: str, unit: str) -> float:
    months = _number(amount) * MONTHS_OF.get(_plain(unit), math.nan)
    return round(months / 12, 3) if 0 < months < 6000 else math.nan


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if found.year > 1900 else None  # an empty date is written as 1900


def _year(text: str) -> int:
    found = _YEAR.match(text)
    year = int(found[1] or found[2]) if found else 0
    return year if year > 1900 else 0  # an empty date is written as 1900


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan


def _guid(row: Row) -> str:
    said = row.get("ExtIdentifier", "") or row.get("ExternalIdentifier", "")
    return said if _GUID.fullmatch(said) else ""


def _plain(text: str) -> str:
    return _NOT_WORDS.sub("", text.casefold())
