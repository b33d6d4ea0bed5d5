"""What the solar panels of a what-if make, what of it is used, and what that is worth."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.draws import drawn, percentiles
from twin.analysis.panels.choice import PANEL_AREA
from twin.analysis.panels.yields import specific_yield, sun_kept
from twin.analysis.systems.delivered import ELECTRICITY, Delivered
from twin.model.panels import InstalledPanels, PanelFieldResult, PanelPlace, PanelsResult
from twin.model.proposal import Range
from twin.model.thermal import EnergyResult, HourlyWeather, Sourced, ThermalZone

QUANTILE = "panel_yield"
"""Name of what is drawn for all panels of a building: care, and the sun of the year."""
UNKNOWN_PLACE = Range(1.0, 0.87, 1.12)  # yield against the central one (estimate)


@dataclass(frozen=True, slots=True)
class Solar:
    """One draw. [kWh/year]"""

    own_use: float
    exported: float

    @property
    def made(self) -> float:
        """All that the panels make. [kWh/year]"""
        return self.own_use + self.exported


def solar_of(delivered: Delivered) -> Solar:
    """What the panels of a building make in a year."""
    return Solar(float(delivered.own_use.sum()), float(delivered.exported.sum()))


def performing(zone: ThermalZone, quantile: float | None) -> ThermalZone:
    """Zone whose panels give what they do at a quantile; None: their central yield."""
    if quantile is None:
        return zone
    panels = tuple(replace(one, performance=_at(one.place, quantile)) for one in zone.panels)
    return replace(zone, panels=panels, pv_power=zone.pv_power * drawn(UNKNOWN_PLACE, quantile))


def export_price(defaults: Defaults) -> Sourced:
    """Of exported electricity. [NOK/kWh]"""
    return defaults.systems.parts["tariff", ELECTRICITY]["export_price"]


def panels_result(
    zone: ThermalZone,
    after: EnergyResult,
    samples: Sequence[Solar],
    wanted: float,
    case: tuple[HourlyWeather, Defaults],
) -> PanelsResult | None:
    """What all panels of a building make; None without any.

    Parameters
    ----------
    zone : after the measures, central.  after : its year.  samples : draws of that year.
    wanted : power that the proposals ask for. [kW]
    """
    weather, defaults = case
    if not zone.panels and not zone.pv_power:
        return None
    made = np.array([one.made for one in samples])
    used = np.array([one.own_use for one in samples])
    share = np.divide(used, made, out=np.zeros_like(made), where=made > 0)
    price, export = defaults.prices[ELECTRICITY], export_price(defaults)
    fields = tuple(_field(one, weather) for one in _by_place(zone.panels))
    return PanelsResult(
        fields=fields,
        power=zone.pv_power + sum(one.power for one in fields),
        wanted=wanted,
        made=percentiles(made),
        own_use=after.own_use,
        exported=after.exported,
        share_used=percentiles(share),
        own_value=after.own_use * price.value,
        export_value=after.exported * export.value,
        own_monthly=after.own_use_monthly,
        exported_monthly=after.exported_monthly,
    )


def _at(place: PanelPlace, quantile: float) -> float:
    low, central, high = place.specific_yield
    return drawn(Range(1.0, low / central, high / central), quantile) if central > 0 else 1.0


def _by_place(panels: Sequence[InstalledPanels]) -> list[InstalledPanels]:
    """One row per place, in the order in which they were filled."""
    found: dict[int, InstalledPanels] = {}
    for one in panels:
        known = found.get(id(one.place))
        power = one.power + (known.power if known else 0.0)
        found[id(one.place)] = replace(one, power=power)
    return list(found.values())


def _field(one: InstalledPanels, weather: HourlyWeather) -> PanelFieldResult:
    modules = max(round(one.place.modules_for(one.power) * one.place.share), 1)
    return PanelFieldResult(
        one.place,
        one.power,
        modules,
        modules * PANEL_AREA,
        specific_yield(one.place, weather),
        sun_kept(one.place, weather),
    )
