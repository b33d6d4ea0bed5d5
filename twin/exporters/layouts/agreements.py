"""Service agreements."""

from twin.exporters.columns import (
    ACCOUNT,
    ACCOUNT_TABLE,
    BUILDING,
    PART,
    PART_TABLE,
    day,
    money,
    number,
    text,
    year,
)
from twin.exporters.layout import Layout
from twin.model.maintenance import ServiceAgreement

LAYOUT = Layout(
    "agreements",
    ("Service agreements", "Serviceavtaler"),
    ServiceAgreement,
    (
        text("agreement_id", "Agreement number", "Avtalenummer", 28),
        *BUILDING,
        text("title", "Title", "Tittel", 34),
        text("supplier", "Supplier", "Leverandør"),
        PART,
        PART_TABLE,
        day("valid_from", "Valid from", "Gyldig fra"),
        day("valid_until", "Valid until", "Gyldig til"),
        money("yearly_cost", "Yearly cost", "Årlig kostnad"),
        year("price_year", "Price level", "Prisnivå"),
        number("response_hours", "Response time", "Responstid", "h", 1),
        ACCOUNT,
        ACCOUNT_TABLE,
    ),
)
