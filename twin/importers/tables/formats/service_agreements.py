"""Service agreements: what suppliers look after for a yearly sum."""

from twin.importers.tables.common import (
    ACCOUNT,
    ACCOUNT_TABLE,
    PART_TABLE,
    day,
    money,
    part,
    text,
    year,
)
from twin.model.finding import Finding
from twin.model.maintenance import ServiceAgreement
from twin.model.table_format import Of, Reject, Rows, TableField, TableFormat, ValueKind


def complete(rows: Rows, reject: Reject) -> tuple[Finding, ...]:
    """An agreement cannot end before it begins."""
    begins, ends = rows.get("valid_from"), rows.get("valid_until")
    if begins and ends:
        for i, (first, last) in enumerate(zip(begins, ends, strict=True)):
            if first is not None and last is not None and last < first:
                reject(i, "valid_until", "“{found}” is before the day on which it begins.")
    return ()


FORMAT = TableFormat(
    name="service_agreements",
    label="Service agreements",
    record=ServiceAgreement,
    key="agreement_id",
    of=Of.BUILDING_OR_ALL,
    complete=complete,
    sheets=("avtale", "agreement", "kontrakt", "contract"),
    fields=(
        text("supplier", "Supplier", "leverandør", "avtalepart", "firma", "serviceleverandør",
             "supplier", "contractor", "vendor", is_required=True, is_key=True),
        text("title", "Agreement", "avtale", "avtalenavn", "tittel", "gjelder", "omfang",
             "beskrivelse", "serviceavtale", "agreement", "title", "contract", "scope",
             is_required=True, is_key=True),
        text("agreement_id", "Number", "avtalenummer", "avtalenr", "kontraktsnr",
             "kontraktsnummer", "agreement no", "agreement number", "agreement_id",
             "contract no", "id"),
        day("valid_from", "Valid from", "fra", "gyldig fra", "startdato", "avtalestart", "start",
            "valid from", "valid_from", "from", "start date"),
        day("valid_until", "Valid until", "til", "gyldig til", "sluttdato", "utløper", "utløp",
            "avtaleslutt", "valid until", "valid_until", "until", "expires", "end date"),
        money("yearly_cost", "Yearly cost", "årlig kostnad", "årskostnad", "årspris", "pris",
              "kostnad", "kostnad per år", "beløp", "yearly cost", "annual cost", "yearly_cost",
              "cost"),
        year("price_year", "Price level", "prisnivå", "prisår", "price level", "price year",
             "price_year"),
        TableField("response_hours", "Response time", ValueKind.NUMBER,
                   ("responstid", "utrykningstid", "response time", "response", "response_hours",
                    "responstid timer"), low=0.0, high=8_760.0, unit="h",
                   units={"timer": 1.0, "hours": 1.0, "t": 1.0, "døgn": 24.0, "dager": 24.0,
                          "days": 24.0, "min": 1 / 60}),
        part(),
        ACCOUNT,
        ACCOUNT_TABLE,
        PART_TABLE,
    ),
)  # fmt: skip
