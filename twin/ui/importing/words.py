"""What the window about a foreign table says."""

from twin.model.table import TableFile
from twin.model.table_format import ColumnMapping, TableField, TableFormat, ValueKind
from twin.model.table_plan import ColumnReading, Plan, Question, RejectedCell
from twin.ui.texts import numbers
from twin.ui.texts.language import finding_texts, tr

_ENCODINGS = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16",
    "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
}  # fmt: skip
DECIMALS = ((",", "decimal comma"), (".", "decimal point"))
ORDERS = (("dmy", "day first"), ("mdy", "month first"))


def file_line(file: TableFile, rows: int) -> str:
    """Kind of file, letters, separator, and how many rows."""
    counted = tr("{count} rows", count=numbers.number(rows))
    if file.kind == "workbook":
        return " · ".join((tr("Workbook"), counted))
    separators = {";": tr("semicolon"), ",": tr("comma"), "\t": tr("tab"), "|": tr("bar")}
    parts = (_ENCODINGS.get(file.encoding, file.encoding), separators.get(file.delimiter, ""))
    return " · ".join((tr("Text"), *(p for p in parts if p), counted))


def result_line(plan: Plan) -> str:
    """How many rows are new, changed, the same, left out."""
    parts = (
        (plan.added, tr("{count} new", count=numbers.number(plan.added))),
        (plan.changed, tr("{count} changed", count=numbers.number(plan.changed))),
        (plan.unchanged, tr("{count} as stored", count=numbers.number(plan.unchanged))),
        (plan.rejected_rows, tr("{count} left out", count=numbers.number(plan.rejected_rows))),
    )
    said = [text for count, text in parts if count]
    return " · ".join(said) if said else tr("No row is left to take in.")


def reason(reject: RejectedCell) -> str:
    """Why a row is left out."""
    values = {"found": reject.found, "column": reject.column, **reject.values}
    return tr(reject.reason, **values)


def question_line(question: Question) -> str:
    """What has to be chosen before anything can be taken in."""
    values = {n: tr(v) if isinstance(v, str) else v for n, v in question.values.items()}
    return tr(question.text, **values)


def notes(plan: Plan) -> list[str]:
    """What else is to be known before it is stored."""
    said = [" ".join(t for t in finding_texts(f) if t) for f in plan.findings]
    guessed = [n for n, r in plan.readings.items() if r.is_guessed]
    for name in guessed:
        reading = plan.readings[name]
        way = dict(DECIMALS).get(reading.decimal) or dict(ORDERS).get(reading.date_order, "")
        column = plan.mapping.columns.get(name, name)
        said.append(
            tr("“{column}” can be read in two ways; it is read with {way}.", column=column,
               way=tr(way))
        )  # fmt: skip
    return said


def field_name(field: TableField) -> str:
    """Name of a field, with a star where no row can do without it."""
    return tr(field.label) + (" *" if field.is_required else "")


def reading_choices(
    field: TableField, reading: ColumnReading | None, mapping: ColumnMapping
) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """What can be chosen of how a column is read: kind of choice, choices, the one in use."""
    if field.name not in mapping.columns or reading is None:
        return "", (), ""
    if field.asks_unit:
        units = dict.fromkeys((*field.units, field.unit))
        return "units", tuple((u, u) for u in units), reading.unit
    if reading.decimal and field.kind is not ValueKind.YEAR:
        after = f" · {unit_text(reading.unit)}" if reading.unit else ""
        return "decimals", tuple((k, tr(t) + after) for k, t in DECIMALS), reading.decimal
    if reading.date_order and field.kind is ValueKind.DAY:
        return "date_orders", tuple((k, tr(t)) for k, t in ORDERS), reading.date_order
    return "", (), ""


def unit_text(unit: str) -> str:
    """A unit as it is printed."""
    return unit.replace("m2", "m²")


def rows_text(count: int) -> str:
    """What the button says that stores so many rows."""
    if count == 1:
        return tr("Import one row")
    return tr("Import {count} rows", count=numbers.number(count)) if count else tr("Import")


def groups(format_: TableFormat, mapping: ColumnMapping) -> list[tuple[str, list[TableField]]]:
    """Fields that the file has or has to have, and below them all others."""
    said = {*mapping.columns, *mapping.constants}
    building = [f for f in format_.all_fields if f not in format_.fields]
    known = [f for f in building if f.name in said]
    known = known or [f for f in building if f.name == "building_name"]
    own = [f for f in format_.fields if f.name in said or f.is_required]
    rest = [f for f in format_.all_fields if f not in known and f not in own]
    return [
        (tr("Which building"), known),
        (tr(format_.label), own),
        (tr("Not in the file"), rest),
    ]
