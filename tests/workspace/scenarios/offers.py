"""Measures to choose in the tests of scenarios."""

from twin.model.choice import Choice
from twin.model.proposal import Effect, OfferedMeasure, Range, Selector

EXACT = Range(1000.0, 1000.0, 1000.0, "test")


def wall(u_value: float = 0.2, key: str = "c1", building_id: str = "b01") -> Choice:
    """Insulated walls."""
    return Choice(key, building_id, _measure("walls", "Walls", "u_value", u_value, "wall"))


def fans(key: str = "c2", building_id: str = "b01") -> Choice:
    """Better fans."""
    return Choice(key, building_id, _measure("fans", "Fans", "fan_power", 1.2, ""))


def _measure(name: str, title: str, kind: str, value: float, part: str) -> OfferedMeasure:
    unit = {"u_value": "W/(m2 K)", "fan_power": "kW/(m3/s)"}[kind]
    return OfferedMeasure(
        measure_id=name,
        title=title,
        selector=Selector(kinds=(part,) if part else ()),
        effects=(Effect(kind, Range(value, value, value, "test"), unit),),
        cost_basis="area" if part else "building",
        unit_cost=EXACT,
        fixed_cost=Range(0.0, 0.0, 0.0),
        service_life=40.0,
        embodied_carbon=Range(0.0, 0.0, 0.0),
    )
