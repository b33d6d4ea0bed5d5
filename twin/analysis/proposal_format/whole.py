"""A whole partnership proposal, as written in the file."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from twin.analysis.proposal_format.expectations import wrong
from twin.analysis.proposal_format.measure_part import MeasurePart
from twin.analysis.proposal_format.parts import (
    ZERO,
    Amount,
    AttachedFile,
    Currency,
    Date,
    FilePart,
    Key,
    Long,
    MaybeAttachedFile,
    MaybeCategory,
    MaybeDate,
    MaybeSha256,
    MaybeYear,
    Sha256,
    Share,
    Short,
    Title,
)
from twin.model.effect_kind import EFFECT_KINDS

NEWEST = 2
"""Minor version this program writes and knows in full."""
SCHEMA_NAME = f"partnership-proposal-1.{NEWEST}.schema.json"
SCHEMA_ID = f"https://twin.invalid/schemas/{SCHEMA_NAME}"


class SupplierPart(FilePart):
    """Who offers."""

    name: Short
    orgnr: Annotated[str, Field(max_length=20)] = ""
    contact: Annotated[str, Field(max_length=200)] = ""


class RatePart(FilePart):
    """What one unit of the currency of the file is worth, as the supplier reckons."""

    nok: Annotated[float, Field(gt=0, le=10_000)]
    on: Date
    source: Short


class ValidityPart(FilePart):
    """From when until when the offer stands, at which price level, in which money."""

    SINCE: ClassVar[dict[str, int]] = {
        "from": 2,
        "price_level": 2,
        "vat_rate": 2,
        "exchange_rate": 2,
    }

    begins: Annotated[MaybeDate, Field(alias="from")] = ""
    until: Date
    price_year: Annotated[int, Field(ge=2000, le=2100)]
    price_level: MaybeDate = ""
    currency: Currency = "NOK"
    vat: Literal["excl", "incl"] = "excl"
    vat_rate: Annotated[float, Field(gt=0, le=0.5)] | None = None
    exchange_rate: RatePart | None = None

    @model_validator(mode="after")
    def _said(self) -> "ValidityPart":
        if self.begins and self.begins > self.until:
            wrong("span")
        if self.currency != "NOK" and self.exchange_rate is None:
            wrong("exchange-rate", currency=self.currency)
        if self.currency == "NOK" and self.exchange_rate is not None:
            wrong("needless-rate")
        if self.vat == "incl" and self.vat_rate is None:
            wrong("vat-rate")
        return self


class SpanPart(FilePart):
    """A first and a last day."""

    begins: Annotated[Date, Field(alias="from")]
    until: Date
    reason: Long = ""

    @model_validator(mode="after")
    def _in_order(self) -> "SpanPart":
        if self.begins > self.until:
            wrong("span")
        return self


class BaselinePart(SpanPart):
    """The period that savings are compared with, without days that do not count."""

    exclude: Annotated[tuple[SpanPart, ...], Field(max_length=50)] = ()


class VerificationPart(FilePart):
    """How the saving is proven afterwards, IPMVP options A to D."""

    option: Literal["A", "B", "C", "D", ""] = ""
    cost: Amount = ZERO
    guaranteed_share: Share = 0.0
    text: Long = ""


class CriterionPart(FilePart):
    """What must be true for the municipality to accept the work."""

    metric: Short
    operator: Literal["<", "<=", "=", ">=", ">"]
    threshold: float
    unit: Short
    by: MaybeDate = ""


class CasePart(FilePart):
    """A building where it was metered before and after. [kWh/(m2 year)]"""

    name: Short
    category: MaybeCategory = ""
    heated_area: Annotated[float, Field(ge=0, le=1_000_000)] = 0.0
    before: Annotated[float, Field(gt=0, le=5000)]
    after: Annotated[float, Field(ge=0, le=5000)]
    year_before: MaybeYear = 0
    year_after: MaybeYear = 0
    source: Long = ""


class EvidencePart(FilePart):
    """What claims rest on. supports: ids of measures, or ``measure/effect kind``."""

    id: Key
    kind: Literal["measured", "pilot", "calculation", "standard", "epd", "statement"]
    title: Short
    source: Long = ""
    supports: Annotated[tuple[Short, ...], Field(max_length=100)] = ()
    file: MaybeAttachedFile = ""
    sha256: MaybeSha256 = ""
    cases: Annotated[tuple[CasePart, ...], Field(max_length=200)] = ()


class AttachmentPart(FilePart):
    """A file beside this one in the container, bound by its hash."""

    file: AttachedFile
    sha256: Sha256


class SignaturePart(FilePart):
    """Ed25519 over the canonical bytes of the file without this field; Base64."""

    algorithm: Literal["ed25519"]
    key: Annotated[str, Field(max_length=100)]
    value: Annotated[str, Field(max_length=200)]


class ProposalPart(FilePart):
    """A whole partnership proposal, version 1."""

    SINCE: ClassVar[dict[str, int]] = {
        name: 2
        for name in (
            "baseline", "verification", "acceptance", "evidence",
        )
    }  # fmt: skip

    format: Literal["partnership-proposal"]
    version: Annotated[str, Field(json_schema_extra={"pattern": r"^1\.\d{1,3}$"})]
    id: Key
    title: Title
    supplier: SupplierPart
    validity: ValidityPart
    needs: Annotated[tuple[Key, ...], Field(max_length=100)] = ()
    baseline: BaselinePart | None = None
    verification: VerificationPart = VerificationPart()
    acceptance: Annotated[tuple[CriterionPart, ...], Field(max_length=50)] = ()
    measures: Annotated[tuple[MeasurePart, ...], Field(min_length=1, max_length=50)]
    evidence: Annotated[tuple[EvidencePart, ...], Field(max_length=100)] = ()
    attachments: Annotated[tuple[AttachmentPart, ...], Field(max_length=500)] = ()
    signature: SignaturePart | None = None

    @model_validator(mode="after")
    def _distinct(self) -> "ProposalPart":
        for parts in (self.measures, self.evidence):
            ids = [part.id for part in parts]
            for one in ids:
                if ids.count(one) > 1:
                    wrong("same-id", name=one)
        return self


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the file, as shipped in resources/schemas."""
    schema = ProposalPart.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **schema,
        "x-effects": {
            kind.name: {
                "units": list(kind.units),
                "minimum": kind.lowest,
                "maximum": kind.highest,
                "acts_on": kind.acts_on,
                "claimed": kind.is_claimed,
                "meaning": kind.meaning,
            }
            for kind in EFFECT_KINDS.values()
        },
    }
