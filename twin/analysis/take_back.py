"""Comfort that is taken back: warmer rooms once a building has been upgraded."""

from dataclasses import replace

from twin.errors import InputOutOfRange
from twin.model.scenario import MOST_TAKE_BACK, Quantity, Statement
from twin.model.thermal import ThermalZone

SOURCE = (
    "Assumption: public buildings keep their set-points, so that nothing is taken back unless"
    " chosen. 0 – 15 % of a saving is thought possible there, not checked against a published"
    " source; homes give back up to half (Sunikka-Blank, Galvin 2012)."
)

THOUGHT_POSSIBLE = 0.15
TOO_MUCH = "That is more than is thought possible in public buildings."


def check_take_back(kelvin: float) -> None:
    """Refuse rooms that get colder, or warmer than anybody keeps them.

    Raises
    ------
    InputOutOfRange
        If it is not from 0 to `MOST_TAKE_BACK`.
    """
    if not 0.0 <= kelvin <= MOST_TAKE_BACK:
        raise InputOutOfRange(
            "Rooms cannot be kept {value} °C warmer after an upgrade; nothing was calculated.",
            "Enter a comfort take-back from 0 to {most} °C.",
            value=f"{kelvin:.3g}",
            most=f"{MOST_TAKE_BACK:g}",
        )


def warmer(zone: ThermalZone, kelvin: float) -> ThermalZone:
    """The zone with its rooms kept warmer."""
    return replace(zone, setpoint_shift=zone.setpoint_shift + kelvin) if kelvin else zone


def about_take_back(kelvin: float, share: float, energy: float) -> Statement:
    """What is assumed of comfort, and what it costs.

    share : of the saving that is taken back, 0 to 1.  energy : that is. [kWh/year]
    """
    if not kelvin:
        text = "Comfort take-back: none; rooms are kept as warm after the measures as before."
        return Statement(text, {}, SOURCE)
    values: dict[str, str | int | Quantity] = {
        "kelvin": Quantity(kelvin, "°C"),
        "energy": Quantity(energy, "kWh"),
        "share": Quantity(100 * share, "%"),
    }
    text = (
        "Comfort take-back: rooms are kept {kelvin} warmer after the measures. It takes back"
        " {energy} a year, {share} of the saving."
    )
    if share > THOUGHT_POSSIBLE:
        text = f"{text} {TOO_MUCH}"
    return Statement(text, values, SOURCE)
