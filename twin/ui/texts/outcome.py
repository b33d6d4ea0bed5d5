"""A result in words and numbers: the same in the what-if, the comparison and the report."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from twin.model.proposal import Reach
from twin.model.scenario import (
    NORMAL_YEAR,
    CalibrationResult,
    Quantity,
    Scenario,
    ScenarioResult,
    Spread,
    Statement,
)
from twin.ui.texts import numbers
from twin.ui.texts.language import source_text, tr

NEUTRAL, BETTER, WORSE = "", "ok", "danger"


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One figure before and after.

    change : `after` minus `before` as they are shown, with its sign.
    spread : ``P10 – P90`` of the change, "" if it has none; the change may lie outside.
    tone : `BETTER` or `WORSE` only where the change, P10 and P90 agree.
    """

    name: str
    unit: str
    before: str
    after: str
    change: str = ""
    spread: str = ""
    tone: str = NEUTRAL


def outcome_lines(result: ScenarioResult) -> tuple[OutcomeLine, ...]:
    """Energy, money, emissions and condition before and after."""
    before, after = result.before, result.after
    per_m2 = _per_area(result)
    lines = [
        _line(tr("Delivered energy per m²"), "kWh/m²",
              (before.specific_delivered, after.specific_delivered), per_m2),
        _line(tr("Delivered energy"), "MWh",
              (before.delivered_total / 1e3, after.delivered_total / 1e3),
              _scaled(result.saving, -1e-3)),
        _line(tr("Energy cost"), "1000 NOK", (before.cost / 1e3, after.cost / 1e3),
              _scaled(result.cost_saving, -1e-3)),
    ]  # fmt: skip
    for basis, saving in result.emission_saving.items():
        pair = (before.emissions[basis] / 1e3, after.emissions[basis] / 1e3)
        name = tr("Emissions, {basis}", basis=tr(basis))
        lines.append(_line(name, "tCO₂e", pair, _scaled(saving, -1e-3)))
    if result.grades_before:
        lines.append(_grades(result))
    return tuple(lines)


def _per_area(result: ScenarioResult) -> Spread:
    """Change of the specific energy; where floor area comes or goes it changes by that too."""
    before, after = result.before, result.after
    if not after.floor_area or after.floor_area == before.floor_area:
        return _scaled(result.saving, -1 / before.floor_area)
    found = _scaled(result.saving, -1 / after.floor_area)
    shift = before.delivered_total * (1 / after.floor_area - 1 / before.floor_area)
    return Spread(found.p10 + shift, found.p50 + shift, found.p90 + shift)


def statement_texts(statement: Statement) -> tuple[str, str]:
    """Sentence and source in the user's language, numbers as the user writes them."""
    values = {name: _value_text(value) for name, value in statement.values.items()}
    return tr(statement.text, **values), source_text(statement.source)


def calibration_text(calibration: CalibrationResult) -> tuple[str, str]:
    """Whether the figures agree with the meters, in one line, and its tone."""
    if not calibration.is_calibrated:
        return tr("Not calibrated against meters"), NEUTRAL
    year = _years_text(calibration)
    if not calibration.in_own_weather:
        return tr("Calibrated against the meters of {year}, in a normal year", year=year), WORSE
    if calibration.passes:
        return tr("Calibrated against the meters of {year}", year=year), BETTER
    return tr("Calibrated against the meters of {year}, but not near enough", year=year), WORSE


def _years_text(calibration: CalibrationResult) -> str:
    """The year, or the first and last where there are several."""
    years = calibration.years or (calibration.year,)
    if len(years) == 1:
        return str(years[0])
    is_whole = years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if is_whole else ", ".join(map(str, years))


def year_text(scenario: Scenario, result: ScenarioResult) -> str:
    """What was calculated: the whole building in which weather."""
    if scenario.weather == NORMAL_YEAR or not result.weather:
        return tr("Whole building, a normal year")
    return tr("Whole building, weather: {name}", name=result.weather)


def take_back_text(result: ScenarioResult) -> str:
    """What warmer rooms take back of the saving, "" where nothing."""
    if not result.take_back:
        return ""
    return tr(
        "Rooms kept {kelvin} warmer afterwards: takes back {share} of the saving",
        kelvin=numbers.quantity(result.take_back, "°C", 1),
        share=numbers.percent(result.taken_back_share),
    )


def quantity_text(quantity: Quantity) -> str:
    """Number with unit and range: ``4,5 1/h (4,0 – 10,0)``."""
    digits = quantity.decimals
    text = numbers.quantity(quantity.value, tr(quantity.unit), digits)
    if not quantity.has_range:
        return text
    span = numbers.span(quantity.low, quantity.high, digits).replace(" ", numbers.HARD_SPACE)
    return f"{text} ({span})"


def amount_text(reach: Reach) -> str:
    """What an offer would touch, with its unit."""
    if reach.unit == "building":
        return tr("the whole building")
    unit = tr("pieces") if reach.unit == "pieces" else reach.unit.replace("m2", "m²")
    return numbers.quantity(reach.quantity, unit)


def worst_text(grades: Sequence[int]) -> str:
    """Worst grade of those that are known, an en dash for none."""
    if not grades:
        return numbers.NO_VALUE
    worst = max(grades)
    return "TGIU" if worst < 0 else f"TG{worst}"


def tone_of(change: Spread, *, less_is_better: bool) -> str:
    """Green or red only where the middle and the whole range lie on one side of zero."""
    parts = (change.p10, change.p50, change.p90)
    if min(parts) > 0:
        return WORSE if less_is_better else BETTER
    if max(parts) < 0:
        return BETTER if less_is_better else WORSE
    return NEUTRAL


def million_spread(spread: Spread) -> str:
    """``P10 – P90`` in millions, with signs."""
    digits = decimals_for(spread.p50 / 1e6)
    return numbers.signed_span(spread.p10 / 1e6, spread.p90 / 1e6, digits)


def spread_text(spread: Spread) -> str:
    """Middle and ``P10 – P90`` of a share in percent."""
    ends = numbers.span(spread.p10, spread.p90, 1).replace(" ", numbers.HARD_SPACE)
    return f"{numbers.number(spread.p50, 1)}{numbers.HARD_SPACE}({ends}){numbers.HARD_SPACE}%"


def decimals_for(value: float) -> int:
    """Decimals that leave about three significant digits."""
    size = abs(value)
    if not math.isfinite(size) or size >= 100:
        return 0
    return 1 if size >= 10 else 2


def _value_text(value: str | int | Quantity) -> str:
    if isinstance(value, Quantity):
        return quantity_text(value)
    return value if isinstance(value, str) else numbers.number(value)


def _line(name: str, unit: str, pair: tuple[float, float], change: Spread) -> OutcomeLine:
    decimals = decimals_for(pair[0])
    low, high = sorted((change.p10, change.p90))
    is_open = bool(low or high)
    difference = round(pair[1], decimals) - round(pair[0], decimals)
    return OutcomeLine(
        name,
        unit,
        numbers.number(pair[0], decimals),
        numbers.number(pair[1], decimals),
        numbers.signed(difference, decimals),
        numbers.signed_span(low, high, decimals) if is_open else "",
        tone_of(Spread(low, difference, high), less_is_better=True),
    )


def _grades(result: ScenarioResult) -> OutcomeLine:
    before = list(result.grades_before.values())
    after = list(result.grades_after.values())
    improved = sum(
        1
        for row, grade in result.grades_before.items()
        if result.grades_after.get(row, grade) < grade
    )
    change = tr("{count} parts better", count=numbers.number(improved)) if improved else ""
    tone = BETTER if improved else NEUTRAL
    name = tr("Worst condition grade of touched parts")
    return OutcomeLine(name, "TG", worst_text(before), worst_text(after), change, "", tone)


def _scaled(spread: Spread, factor: float) -> Spread:
    return Spread(spread.p10 * factor, spread.p50 * factor, spread.p90 * factor)
