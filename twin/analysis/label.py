"""The Norwegian energy label of a building, under either of its two schemes."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.label import (
    LETTERS,
    NO_LIMIT,
    Certificate,
    ClimateCorrection,
    Label,
    LabelEnergy,
    LabelInput,
    LabelScale,
    LabelScheme,
)

BASE = 17.0  # of degree-days, usual in Norway. [degree C]
IN_REFERENCE_CLIMATE = ClimateCorrection(1.0, "Calculated in the climate of the label.")


def energy_label(year: LabelInput, scheme: LabelScheme, correction: ClimateCorrection) -> Label:
    """Letter of a building in standard operation.

    The climate-dependent part of the energy is multiplied by the correction, then every carrier
    by its weight where the scheme has weights. A limit belongs to the better letter. Own solar
    electricity counts as far as the building uses it; what it exports does not.

    Parameters
    ----------
    year : in standard operation.
    correction : from `degree_day_correction`, or `IN_REFERENCE_CLIMATE`.

    Raises
    ------
    MissingInput
        If the scheme has no scale for the category or no weight for a carrier that is used, or
        an energy is not a number.
    InputOutOfRange
        If the operation is not the standard one, or floor area or correction are not positive.

    References
    ----------
    energimerking.no, karakterskalaen (2015): a limit is reached by energy at or below it.
    """
    scale = _scale(year, scheme)
    _check(year, correction)
    energy = LabelEnergy(scheme.name, label_energy(year, scheme, correction) / year.floor_area)
    limits = (*scale.limits_at(year.floor_area), NO_LIMIT)
    place = next(row for row, limit in enumerate(limits) if energy.kwh_per_m2 <= limit)
    to_next = energy.kwh_per_m2 - limits[place - 1] if place else 0.0
    return Label(
        letter=LETTERS[place],
        energy=energy,
        category=year.category,
        limit=limits[place],
        to_next=to_next,
        correction=correction,
        verified=scheme.verified and scale.verified,
        source=f"{scheme.source} {scale.source}",
        note=scheme.note,
    )


def label_energy(year: LabelInput, scheme: LabelScheme, correction: ClimateCorrection) -> float:
    """Energy of a whole building as the scheme counts it; raises as `energy_label`. [kWh/year]"""
    total = 0.0
    for carrier, energy in year.delivered.items():
        dependent = year.climate_dependent.get(carrier, 0.0)
        corrected = energy + dependent * (correction.factor - 1)
        if energy:
            total += corrected * _weight(carrier, scheme)
    return total


def degree_day_correction(outside: FloatArray, scheme: LabelScheme) -> ClimateCorrection:
    """Correction by the ratio of degree-days; a stand-in for a calculation in that climate.

    Parameters
    ----------
    outside : of the place, shape (8760,). [degree C]

    Raises
    ------
    MissingInput
        If the scheme's degree-days or an hour of the weather are unknown.
    """
    here = degree_days(outside)
    if not np.isfinite(scheme.degree_days) or not here > 0:
        raise MissingInput(
            "The climate of the energy label of {scheme} or of this place is unknown, so the"
            " label cannot be given.",
            "Choose a weather file without gaps, or enter the correction yourself.",
            scheme=scheme.name,
        )
    return ClimateCorrection(
        scheme.degree_days / here,
        "Ratio of degree-days below 17 °C; not the factors of NS 3031:2025.",
    )


def degree_days(outside: FloatArray) -> float:
    """Degree-days below 17 degree C from daily means; NaN with a gap. [K d]"""
    daily = outside.reshape(-1, 24).mean(axis=1)
    return float(np.maximum(BASE - daily, 0.0).sum())


def scheme_on(day: date, schemes: Mapping[str, LabelScheme]) -> LabelScheme:
    """Scheme of a certificate issued on `day`.

    Raises
    ------
    InputOutOfRange
        If no scheme was in force.
    """
    for scheme in schemes.values():
        if scheme.holds_on(day):
            return scheme
    raise InputOutOfRange(
        "There was no energy label on {day}, so the certificate cannot be read.",
        "Correct the date of issue.",
        day=day.isoformat(),
    )


def letters_better(label: Label, certificate: Certificate) -> int:
    """How many letters the label is better than a stored certificate of the same scheme.

    Raises
    ------
    InputOutOfRange
        If the schemes differ: their letters do not mean the same.
    """
    if label.energy.scheme != certificate.scheme:
        raise InputOutOfRange(
            "The certificate follows the scheme of {stored} and the calculated label that of"
            " {calculated}; their letters do not mean the same.",
            "Compare with the label of the scheme of {stored}.",
            stored=certificate.scheme or "–",
            calculated=label.energy.scheme,
        )
    return LETTERS.index(certificate.letter) - LETTERS.index(label.letter)


def _scale(year: LabelInput, scheme: LabelScheme) -> LabelScale:
    if year.category not in scheme.scales:
        raise MissingInput(
            "The energy label of {scheme} has no scale for the building category {category}.",
            "Choose the category that the certificate would be issued for.",
            scheme=scheme.name,
            category=year.category,
        )
    return scheme.scales[year.category]


def _weight(carrier: str, scheme: LabelScheme) -> float:
    if not scheme.is_weighted:
        return 1.0
    if carrier not in scheme.weights:
        raise MissingInput(
            "The weight of {carrier} in the energy label of {scheme} is not known, so no letter"
            " is given.",
            "Look it up in the regulation and enter it in"
            " resources/defaults/energy_label_schemes.toml.",
            carrier=carrier,
            scheme=scheme.name,
        )
    return scheme.weights[carrier]


def _check(year: LabelInput, correction: ClimateCorrection) -> None:
    if year.operation != "standard":
        raise InputOutOfRange(
            "An energy label is given for standard operation; this year was calculated with the"
            " {operation} one.",
            "Calculate the building with standard operation.",
            operation=year.operation,
        )
    if not year.floor_area > 0 or not correction.factor > 0:
        raise InputOutOfRange(
            "The heated floor area is {area} m² and the climate correction {factor}; both must be"
            " above 0.",
            "Correct the heated floor area of the building.",
            area=year.floor_area,
            factor=correction.factor,
        )
    if not np.isfinite([*year.delivered.values(), *year.climate_dependent.values()]).all():
        raise MissingInput(
            "The delivered energy is unknown for one carrier, so no label can be given.",
            "Check the inputs of the building for gaps.",
        )
