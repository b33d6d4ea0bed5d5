"""The calculated energy of a building in words and numbers."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from twin.model.classification import CATEGORIES
from twin.model.finding import Finding
from twin.model.label import Certificate, Label, LabelScheme
from twin.model.thermal import EnergyResult
from twin.ui.texts import numbers
from twin.ui.texts.language import finding_texts, source_text, tr

PURPOSES = {
    "space_heating": "Rooms and supply air",
    "hot_water": "Hot water",
    "fans": "Fans",
    "lighting": "Lighting",
    "equipment": "Equipment",
    "cooling": "Cooling",
}
"""Words for the purposes of `EnergyResult.by_purpose`."""
KWH_M2 = "kWh/m²"
NO_LABEL = "no-energy-label"
EXACT = 100  # from here on no decimals
MANY_KWH = 10_000


@dataclass(frozen=True, slots=True)
class ValueBar:
    """One bar of a row of bars; value: NaN where there is none and `text` says so."""

    name: str
    value: float
    text: str


def scheme_name(scheme: LabelScheme) -> str:
    """Name of a label scheme; the weighted scale is told apart."""
    text = tr("Weighted scale of {scheme}") if scheme.is_weighted else tr("Scale of {scheme}")
    return text.format(scheme=scheme.name)


def standard_text(weather: str, *, is_normal: bool = True) -> str:
    """What kind of numbers those of standard operation are."""
    if not is_normal:
        return tr("calculated, standard operation, weather: {weather}", weather=weather)
    if not weather:
        return tr("calculated, standard operation, normal year")
    return tr("calculated, standard operation, normal year ({weather})", weather=weather)


def actual_text(weather: str, *, is_normal: bool = True) -> str:
    """What kind of numbers those of actual operation are."""
    if not is_normal:
        return tr("calculated, actual operation, weather: {weather}; no energy label",
                  weather=weather)  # fmt: skip
    return tr("calculated, actual operation, normal year ({weather}); no energy label",
              weather=weather or "–")  # fmt: skip


def need_bars(result: EnergyResult, *, uncooled: bool) -> tuple[ValueBar, ...]:
    """Net need by purpose; cooling is absent where the building has none. [kWh/(m2 year)]"""
    bars: list[ValueBar] = []
    for purpose, energy in result.by_purpose.items():
        name = tr(PURPOSES.get(purpose, purpose))
        if purpose == "cooling" and uncooled and not energy:
            bars.append(ValueBar(name, math.nan, tr("none")))
        else:
            bars.append(ValueBar(name, *_per_m2(energy, result)))
    return tuple(bars)


def delivered_unit(result: EnergyResult) -> tuple[str, float]:
    """Unit of the yearly energies of a building, and kWh in it; one for a whole column."""
    return ("MWh", 1000.0) if result.delivered_total >= MANY_KWH else ("kWh", 1.0)


def delivered_rows(result: EnergyResult) -> tuple[tuple[str, ...], ...]:
    """Carrier, energy, kWh/m² and peak kW; the sum of all carriers last where there are several.

    Energy is in `delivered_unit`.
    """
    size = delivered_unit(result)[1]
    rows = [
        (carrier_word(carrier), figure(energy / size), _per_m2(energy, result)[1],
         figure(result.peak_kw.get(carrier, math.nan)))
        for carrier, energy in result.delivered.items()
    ]  # fmt: skip
    if len(rows) > 1:
        total = result.delivered_total
        rows.append((tr("Sum"), figure(total / size), _per_m2(total, result)[1], ""))
    return tuple(rows)


def weighted_rows(result: EnergyResult) -> tuple[tuple[str, str], ...]:
    """Name of each weighting and its energy. [kWh/(m2 year)]"""
    return tuple(
        (tr(name), numbers.quantity(energy / result.floor_area, KWH_M2))
        for name, energy in result.weighted.items()
    )


def overheating_rows(result: EnergyResult) -> tuple[tuple[str, str], ...]:
    """Use and its hours above 26 degree C."""
    return tuple(
        (category_word(use), numbers.quantity(hours, tr("hours")))
        for use, hours in result.overheating_hours.items()
    )


def cold_rows(result: EnergyResult) -> tuple[tuple[str, str], ...]:
    """Use and its hours in which the heating was too small, none where it never was."""
    if not any(result.cold_hours.values()):
        return ()
    return tuple(
        (category_word(use), numbers.quantity(hours, tr("hours")))
        for use, hours in result.cold_hours.items()
    )


def solar_rows(result: EnergyResult) -> tuple[tuple[str, str], ...]:
    """Own solar electricity, none without panels."""
    if not result.own_use and not result.exported:
        return ()
    return (
        (tr("Used in the building"), numbers.energy(result.own_use)),
        (tr("Exported"), numbers.energy(result.exported)),
    )


def tonnes(kilograms: float) -> str:
    """Emissions of a year in tonnes with about three digits."""
    return figure(kilograms / 1000)


def carrier_word(carrier: str) -> str:
    """Name of a carrier at the beginning of a line."""
    return capital(tr(carrier))


def capital(words: str) -> str:
    """Words as they begin a line."""
    return words[:1].upper() + words[1:]


def category_word(category: str) -> str:
    """Name of a building category."""
    known = CATEGORIES.get(category)
    return tr(known.label) if known else category


def label_of(result: EnergyResult, scheme: str) -> Label | None:
    """Label under a scheme, None where none could be given."""
    return next((label for label in result.labels if label.energy.scheme == scheme), None)


def refusal_of(result: EnergyResult, scheme: str) -> tuple[str, str]:
    """Why there is no letter under a scheme, and what to do; "" where nothing is said."""
    for finding in result.findings:
        if finding.code == NO_LABEL and finding.values.get("scheme") == scheme:
            message, _, step = finding_texts(_in_words(finding))
            return message, step
    return "", ""


def other_findings(result: EnergyResult) -> tuple[Finding, ...]:
    """Findings that are not about the label."""
    return tuple(f for f in result.findings if f.code != NO_LABEL)


def period_text(scheme: LabelScheme) -> str:
    """When certificates follow a scheme."""
    if scheme.valid_until is None:
        return tr("from {day}", day=numbers.day(scheme.valid_from))
    return tr("until {day}", day=numbers.day(scheme.valid_until))


def basis_text(label: Label) -> str:
    """What the label rests on: source, what has to be checked, and the climate."""
    parts = (label.source, label.note, label.correction.source)
    return " ".join(source_text(part) for part in parts if part)


def certificate_text(certificate: Certificate, today: date) -> str:
    """Number, days and heating grade of a certificate; what is not stored is said."""
    parts: list[str] = []
    if certificate.number:
        parts.append(tr("No. {number}", number=certificate.number))
    if certificate.issued is not None:
        parts.append(tr("issued {day}", day=numbers.day(certificate.issued)))
    if certificate.expires is not None:
        is_over = certificate.expires < today
        text = tr("expired {day}") if is_over else tr("valid until {day}")
        parts.append(text.format(day=numbers.day(certificate.expires)))
    if certificate.heating_grade:
        parts.append(tr("heating grade {grade}", grade=tr(certificate.heating_grade)))
    if certificate.issued is None and certificate.energy is None:
        parts.append(tr("as issued; date and kWh/m² not stored"))
    return " · ".join(parts)


def joined_sources(sources: Mapping[str, tuple[str, ...]], name: str) -> str:
    """Sources of one kind of number in the user's language."""
    return " ".join(source_text(text) for text in sources.get(name, ()))


def _per_m2(energy: float, result: EnergyResult) -> tuple[float, str]:
    value = energy / result.floor_area
    return value, figure(value)


def figure(value: float) -> str:
    """About three digits, an en dash where unknown."""
    return numbers.number(value, 0 if abs(value) >= EXACT else 1)


def _in_words(finding: Finding) -> Finding:
    category = str(finding.values.get("category", ""))
    return replace(finding, values={**finding.values, "category": category_word(category).lower()})
