"""Service agreements in tables and forms."""

from twin.model.maintenance import ServiceAgreement
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import ACCOUNTS, COST, MOST, WHAT, WHEN


def _new(building_id: str, who: str, key: str) -> ServiceAgreement:
    del who
    return ServiceAgreement(key, building_id, "", "")


AGREEMENTS = RecordKind(
    ServiceAgreement,
    "agreement_id",
    "Service agreements",
    "service agreement",
    "title",
    (
        Field("title", "Agreement", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("supplier", "Supplier", width=150, is_required=True, group=WHAT),
        Field("part_code", "Building part", Kind.PART, 180, group=WHAT),
        Field(
            "response_hours",
            "Response, hours",
            Kind.NUMBER,
            NO_COLUMN,
            low=0,
            high=1000,
            group=WHAT,
        ),
        Field("valid_from", "From", Kind.DAY, 92, group=WHEN),
        Field("valid_until", "Until", Kind.DAY, 92, group=WHEN),
        Field("yearly_cost", "Cost, kr a year", Kind.MONEY, 120, low=0, high=MOST, group=COST),
        Field("price_year", "Price level", Kind.YEAR, NO_COLUMN, low=1950, high=2100, group=COST),
        Field("account", "Account (NS 3454:2013)", Kind.CHOICE, NO_COLUMN, ACCOUNTS, group=COST),
    ),
    _new,
    "valid_until",
)
