"""Which energy certificates can have been issued."""

from datetime import date

from twin.analysis.zone.limits import Limits
from twin.errors import InputOutOfRange
from twin.model.label import HEATING_GRADES, LETTERS, Certificate, LabelScheme

ENERGY = Limits("energy on the certificate", 1.0, 2000.0, "kWh/m²")
VALIDITY = 10
"""Years a certificate is valid, energimerkeforskriften § 10; not checked against its newest
edition."""


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
