"""Energy certificates of the sample buildings."""

from datetime import date, timedelta

import numpy as np

from twin.analysis.certificates import expiry_of
from twin.model.building import Building
from twin.model.label import HEATING_GRADES, Certificate, LabelEnergy

_LIMITS_2015: dict[str, tuple[float, ...]] = {
    # Upper limits of A to F, delivered energy per heated area [kWh/(m2 year)], as valid from
    # 15 June 2015 to the end of 2025 (energimerking.no).
    "kindergarten": (85, 115, 145, 180, 220, 275),
    "office": (90, 115, 145, 180, 220, 275),
    "school": (75, 105, 135, 175, 220, 280),
    "nursing_home": (145, 195, 240, 295, 355, 440),
    "sports": (125, 165, 205, 275, 345, 440),
    "culture": (95, 135, 175, 215, 255, 320),
    "fire_station": (105, 145, 185, 250, 315, 405),
}
SCHEME = "2015"
FIRST_DAY, DAYS = date(2016, 1, 1), 3652
"""All ten years of it are in 2016 to 2025."""


def energy_label(building: Building, delivered: float) -> str:
    """Letter of a certificate issued for this delivered energy. [kWh/year]"""
    return _letter(building, delivered / building.heated_floor_area)


def certificate(building: Building, delivered: float, random: np.random.Generator) -> Certificate:
    """A certificate of the scale of 2015, issued within its last ten years.

    delivered : what the certificate was calculated for; of last year's use it differs by a few
        per cent, within the same letter. [kWh/year]
    """
    letter = energy_label(building, delivered)
    used = delivered / building.heated_floor_area
    tried = (used * (1 + part) for part in random.uniform(-0.12, 0.12, 8))
    energy = next((e for e in tried if _letter(building, e) == letter), used)
    issued = FIRST_DAY + timedelta(days=int(random.integers(DAYS)))
    number = f"A{issued.year}-{random.integers(100_000, 1_400_000)}"
    return Certificate(
        building.building_id,
        letter,
        SCHEME,
        issued,
        LabelEnergy(SCHEME, round(energy, 1)),
        number,
        HEATING_GRADES[int(random.integers(len(HEATING_GRADES)))],
        expiry_of(issued),
    )


def _letter(building: Building, specific: float) -> str:
    limits = _LIMITS_2015[building.category]
    return "ABCDEFG"[sum(specific > limit for limit in limits)]
