"""Energy certificates of the sample buildings."""

from twin.model.building import Building

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


def energy_label(building: Building, delivered: float) -> str:
    """Letter of a certificate issued for this delivered energy. [kWh/year]"""
    specific = delivered / building.heated_floor_area
    limits = _LIMITS_2015[building.category]
    return "ABCDEFG"[sum(specific > limit for limit in limits)]
