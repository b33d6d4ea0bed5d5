"""What a result rests on, in sentences."""

from collections.abc import Sequence

from twin.analysis.assumptions import Defaults
from twin.model.proposal import Effect, OfferedMeasure, Reach
from twin.model.thermal import HourlyWeather, Sourced, ThermalZone

NAME_OF_KIND = {
    "wall": "Walls", "window": "Windows", "door": "Doors", "roof": "Roof", "floor": "Floor",
}  # fmt: skip


def assumptions(
    zone: ThermalZone, weather: HourlyWeather, defaults: Defaults, overlaps: int = 0
) -> tuple[str, ...]:
    """Every value a result rests on that nobody measured, with its spread and source."""
    operation = defaults.operations[zone.category]
    rate, period = (defaults.values[f"economics.{n}"] for n in ("discount_rate", "period"))
    lines = [
        f"Weather: {weather.name}. {weather.source}",
        f"Use of the building: {operation.source}",
        *_surfaces(zone),
        _line("Air leakage n50", zone.n50, "1/h"),
        _line("Heat recovery", zone.heat_recovery, ""),
        _line("Fan power", zone.specific_fan_power, "kW/(m3/s)"),
        _line("Thermal bridges", zone.thermal_bridge, "W/(m2 K) of floor"),
        _line("Heated floor area", zone.floor_area, "m2"),
        _line("Heated volume", zone.volume, "m3"),
        *(_line(f"Heating, {s.name.replace('_', ' ')}", s.efficiency, "") for s in zone.heating),
        *(_line(f"Price of {c}", p, "NOK/kWh") for c, p in defaults.prices.items()),
        f"Real discount rate {rate.value:.0%} over {period.value:.0f} years: {rate.source}",
        "Heat pumps heat rooms and supply air, not hot water.",
        "Exported solar electricity earns nothing here.",
    ]
    if overlaps:
        lines.append(
            f"{overlaps} elements get a new U-value from more than one measure: the later one"
            " counts, and all are paid for."
        )
    return tuple(lines)


def claims(steps: Sequence[tuple[OfferedMeasure, Reach]]) -> tuple[str, ...]:
    """What suppliers say and no calculation here confirms."""
    lines: list[str] = []
    for measure, reached in steps:
        lines += [_claim(measure, effect) for effect in measure.effects if effect.is_claimed]
        if measure.embodied_carbon.value > 0:
            carbon = measure.embodied_carbon.value * reached.quantity / 1000
            lines.append(f"{measure.title}: {carbon:.1f} tCO2e to make and install, as stated.")
    return tuple(lines)


def _claim(measure: OfferedMeasure, effect: Effect) -> str:
    what = {
        "man_hours": "working hours per year",
        "claimed_saving": "% of delivered energy saved",
    }[effect.kind]
    evidence = effect.evidence or effect.value.source or "no evidence given"
    return f"{measure.title}: {effect.value.value:g} {what} claimed ({evidence})."


def _surfaces(zone: ThermalZone) -> list[str]:
    """One line per kind and origin of the U-value, with the area it covers."""
    area: dict[tuple[str, Sourced], float] = {}
    for surface in zone.surfaces:
        if surface.u_value.basis == "default":
            key = surface.kind, surface.u_value
            area[key] = area.get(key, 0.0) + surface.area
    known = sum(s.area for s in zone.surfaces if s.u_value.basis == "model")
    total = sum(s.area for s in zone.surfaces)
    lines = [
        _line(f"U-value of {NAME_OF_KIND[kind].lower()}, {size:.0f} m2", u_value, "W/(m2 K)")
        for (kind, u_value), size in area.items()
    ]
    return [f"U-values from the model cover {known / total:.0%} of the envelope.", *lines]


def _line(name: str, value: Sourced, unit: str) -> str:
    shown = f"{name}: {_number(value.value)} {unit}".rstrip()
    spread = f" ({_number(value.low)} – {_number(value.high)})" if value.high > value.low else ""
    return f"{shown}{spread}: {value.source}"


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
