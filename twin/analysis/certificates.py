"""Which energy certificates can have been issued."""

import math
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from twin.analysis.zone.limits import Limits
from twin.errors import InputOutOfRange
from twin.model.building import Building
from twin.model.label import HEATING_GRADES, LETTERS, Certificate, LabelScheme

ENERGY = Limits("energy on the certificate", 1.0, 2000.0, "kWh/m²")
VALIDITY = 10
"""Years a certificate is valid, energimerkeforskriften § 10; not checked against its newest
edition."""


DUTY_AREA = 1000.0
"""Public buildings larger than this must always have one, energimerkeforskriften § 8; not
checked against its newest edition. [m2]"""
SOON = 365
"""Days before the end at which a certificate is to be renewed."""


class CertificateState(StrEnum):
    """How a building stands with the duty to have a valid certificate, the worst first."""

    EXPIRED = "expired"
    MISSING = "missing"
    SOON = "expires within 12 months"
    VALID = "valid"
    UNDATED = "no date known"
    NOT_NEEDED = "not needed"


def newest(found: Iterable[Certificate]) -> dict[str, Certificate]:
    """The certificate that was issued last, by building; of the same day the one stored last."""
    of_building: dict[str, Certificate] = {}
    for one in found:
        known = of_building.get(one.building_id)
        if known is None or (one.issued or date.min) >= (known.issued or date.min):
            of_building[one.building_id] = one
    return of_building


def end_of(found: Certificate) -> date | None:
    """Last day of a certificate: as it says, else ten years after its day of issue."""
    if found.expires is not None:
        return found.expires
    return expiry_of(found.issued) if found.issued else None


def duty_area(building: Building) -> float:
    """The area that the duty is judged by: heated, else gross; NaN if both are unknown. [m2]"""
    heated = building.heated_floor_area
    return building.gross_floor_area if math.isnan(heated) else heated


def state_of(found: Certificate | None, floor_area: float, today: date) -> CertificateState:
    """How a building stands.

    found : its newest certificate, None if it has none.
    floor_area : NaN where unknown, which counts as large: the duty is not known to be absent. [m2]
    """
    if found is None:
        is_small = not math.isnan(floor_area) and floor_area <= DUTY_AREA
        return CertificateState.NOT_NEEDED if is_small else CertificateState.MISSING
    end = end_of(found)
    if end is None:
        return CertificateState.UNDATED
    if end < today:
        return CertificateState.EXPIRED
    return CertificateState.SOON if (end - today).days <= SOON else CertificateState.VALID


def check_certificate(found: Certificate, scheme: LabelScheme | None, today: date) -> None:
    """Refuse certificates that no office can have issued.

    scheme : the one the certificate names, None if there is no such scheme.

    Raises
    ------
    InputOutOfRange
        If letter, scheme, heating grade, days or energy are impossible or at odds.
    """
    if found.letter not in LETTERS or not found.letter:
        raise InputOutOfRange(
            "“{text}” is no energy grade, so the certificate was not stored.",
            "Choose a letter from A to G.",
            text=found.letter,
        )
    if scheme is None:
        raise InputOutOfRange(
            "There is no label scheme {name}, so the certificate was not stored.",
            "Choose one of those in the list.",
            name=found.scheme,
        )
    if found.heating_grade not in ("", *HEATING_GRADES):
        raise InputOutOfRange(
            "“{text}” is no heating grade, so the certificate was not stored.",
            "Choose one of those in the list.",
            text=found.heating_grade,
        )
    if found.energy is not None:
        _check_energy(found.energy.kwh_per_m2)
    _check_days(found, scheme, today)


def expiry_of(issued: date) -> date:
    """Last day of a certificate that names none."""
    is_leap_day = (issued.month, issued.day) == (2, 29)
    return issued.replace(year=issued.year + VALIDITY, day=28 if is_leap_day else issued.day)


def _check_energy(value: float) -> None:
    if not ENERGY.least <= value <= ENERGY.most:
        raise InputOutOfRange(
            "The {quantity} cannot be {value} {unit}: no building has that, so nothing was"
            " stored.",
            "Correct it to a value from {least} to {most} {unit}.",
            quantity=ENERGY.quantity,
            value=f"{value:.4g}",
            unit=ENERGY.unit,
            least=f"{ENERGY.least:g}",
            most=f"{ENERGY.most:g}",
        )


def _check_days(found: Certificate, scheme: LabelScheme, today: date) -> None:
    if found.issued is None:
        return
    if found.issued > today:
        raise InputOutOfRange(
            "The day of issue has yet to come, so the certificate was not stored.",
            "Enter the day that stands on the certificate.",
        )
    if not scheme.holds_on(found.issued):
        raise InputOutOfRange(
            "No certificate of the {name} scheme was issued on {day}; it was not stored.",
            "Correct the day of issue or the scheme.",
            name=scheme.name,
            day=found.issued.isoformat(),
        )
    if found.expires is not None and found.expires <= found.issued:
        raise InputOutOfRange(
            "The certificate expires before it was issued, so it was not stored.",
            "Correct one of the two days.",
        )
