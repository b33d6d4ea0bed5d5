"""What the windows about readings say."""

from datetime import datetime

from twin.model.finding import Finding
from twin.model.meter import EnergyCarrier
from twin.model.readings_plan import ReadingsFile, ReadingsPlan, SeriesPlan
from twin.ui.texts import numbers
from twin.ui.texts.language import finding_texts, tr

CARRIERS: tuple[tuple[EnergyCarrier, str], ...] = (
    (EnergyCarrier.ELECTRICITY, "Electricity"),
    (EnergyCarrier.DISTRICT_HEAT, "District heat"),
    (EnergyCarrier.BIOFUEL, "Biofuel"),
    (EnergyCarrier.OIL, "Oil"),
    (EnergyCarrier.GAS, "Gas"),
)
CLOCKS = (
    ("local", "Local time with summer time"),
    ("normal time", "Normal time (UTC+1 all year)"),
    ("utc", "UTC"),
)
KINDS = (
    ("unknown", "Told from the readings"),
    ("interval", "Energy of each period"),
    ("register", "Register (meter reading)"),
)
LABELS = (("start", "Start of the period"), ("end", "End of the period"))
PURPOSES = (("meters", "Meters"), ("sensors", "Sensors"))
QUANTITIES = (
    ("temperature", "°C", "Temperature"),
    ("CO2", "ppm", "CO₂"),
    ("humidity", "%", "Relative humidity"),
    ("pressure", "Pa", "Pressure"),
    ("presence", "persons", "Presence"),
    ("light", "lx", "Light"),
)
STEPS = {"hour": "hours", "day": "days", "month": "months", "irregular": "uneven periods"}


def carrier_name(carrier: EnergyCarrier | None) -> str:
    """What a meter counts; "" where nobody has said."""
    return next((tr(name) for key, name in CARRIERS if key is carrier), "")


def file_line(file: ReadingsFile) -> str:
    """How many lines and series, and what was left out."""
    parts = [
        tr("{count} lines", count=numbers.number(file.lines)),
        tr("{count} series", count=numbers.number(len(file.series))),
        tr("decimal comma") if file.layout.decimal == "," else tr("decimal point"),
    ]
    if file.rejected:
        parts.append(tr("{count} left out", count=numbers.number(file.rejected)))
    if file.layout.is_guessed:
        parts.append(tr("decimal mark or order of days is a guess"))
    return " · ".join(parts)


def outcome(plan: ReadingsPlan) -> str:
    """What taking the file in would do."""
    taken = plan.taken
    if not taken:
        return tr("Choose a building for at least one of them.")
    new = sum(one.is_new for one in taken)
    parts = [tr("{count} of {all} are taken in", count=len(taken), all=len(plan.series))]
    if new:
        parts.append(tr("{count} of them new", count=new))
    return ", ".join(parts)


def step_text(one: SeriesPlan) -> str:
    """Of which periods the readings are."""
    if one.step.endswith(" s"):
        return tr("{minutes} min", minutes=numbers.number(int(one.step[:-2]) / 60))
    return tr(STEPS.get(one.step, one.step)) if one.step else ""


def remark(one: SeriesPlan) -> str:
    """The gravest of what was found, in short."""
    if one.problem is not None:
        return _first(one.problem)
    if not one.choice.building_id:
        return tr("Left out: no building")
    found = [f for f in one.findings if f.severity.value != "info"]
    return _first(found[0]) if found else ""


def details(one: SeriesPlan) -> str:
    """All that was found, one paragraph each."""
    found = ([one.problem] if one.problem else []) + [f for f in one.findings if f != one.problem]
    return "\n".join(" ".join(t for t in finding_texts(f) if t) for f in found)


def moment(time: datetime | None) -> str:
    """A day with its time, as shown."""
    if time is None:
        return numbers.NO_VALUE
    return f"{numbers.day(time.date())} {time:%H:%M}"


def _first(finding: Finding) -> str:
    return finding_texts(finding)[0]
