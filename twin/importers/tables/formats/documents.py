"""Documents about buildings: where they lie, never opened by themselves."""

from twin.importers.tables.common import GLOBAL_ID, PART_TABLE, day, part, text
from twin.model.register import Document
from twin.model.table_format import TableFormat

FORMAT = TableFormat(
    name="documents",
    label="Documents",
    record=Document,
    key="document_id",
    sheets=("dokument", "document", "fdv"),
    fields=(
        text("title", "Title", "tittel", "dokument", "dokumentnavn", "filnavn", "navn",
             "document", "document name", "title", "file name", is_required=True, is_key=True),
        text("place", "Where it lies", "sti", "lenke", "plassering", "url", "adresse til fil",
             "fil", "path", "link", "where it lies", "place", "ligger", "location",
             is_required=True, is_key=True),
        text("kind", "Kind", "dokumenttype", "type", "slag", "kind", "document type"),
        part(),
        PART_TABLE,
        GLOBAL_ID,
        day("dated", "Dated", "datert", "dato", "dated", "date"),
        text("document_id", "Number", "dokument-id", "dokumentnr", "dokumentnummer",
             "document id", "document_id", "id", "nr"),
    ),
)  # fmt: skip
