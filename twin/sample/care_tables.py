"""What is told of looking after the sample buildings: kinds of components, routines, duties."""

import csv
from dataclasses import dataclass
from functools import cache

from twin import resources
from twin.model.care import DutyKind, duty_kind


@dataclass(frozen=True, slots=True)
class Kind:
    """How a type of component is looked after and how often it fails.

    failures : of one in a year.  downtime : usual of one failure. [h]
    repair, replacement : usual cost of one. [NOK]  life : [year]
    """

    name: str
    code: str
    failures: float
    downtime: float
    repair: float
    replacement: float
    life: tuple[float, float, float]
    supplier: str
    texts: tuple[str, ...]


KINDS: dict[str, Kind] = {
    "air handling unit": Kind(
        "Ventilasjonsaggregat", "365", 0.55, 30, 16_000, 1_100_000, (15, 20, 25),
        "Vestluft Service",
        ("Aggregat stoppet, spjeldmotor defekt", "Vifterem røket", "Frostvakt løst ut"),
    ),
    "lift": Kind(
        "Heis", "621", 1.6, 9, 8_500, 1_250_000, (20, 25, 35), "Heisteknikk Bergen",
        ("Heis står mellom etasjer", "Heisdør lukker ikke", "Heisstol svarer ikke"),
    ),
    "heating plant": Kind(
        "Varmesentral", "325", 0.4, 14, 19_000, 780_000, (15, 20, 25), "Rørservice Puddefjord",
        ("Varmesentral i alarm", "Sirkulasjonspumpe havarert", "Lekkasje ved veksler"),
    ),
    "fire alarm": Kind(
        "Brannalarmsentral", "542", 0.5, 5, 6_000, 320_000, (10, 15, 20), "Elteknikk Sandsli",
        ("Brannalarm i feil, sløyfebrudd", "Uønskede alarmer fra kjøkken"),
    ),
    "automation": Kind(
        "Undersentral", "562", 0.35, 20, 12_000, 240_000, (8, 12, 15), "Elteknikk Sandsli",
        ("Undersentral uten kontakt", "Tidsstyring står i hånd"),
    ),
    "emergency lighting": Kind(
        "Nødlysanlegg", "443", 0.3, 48, 4_500, 180_000, (10, 15, 20), "Elteknikk Sandsli",
        ("Nødlys uten funksjon i trapp",),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Routine:
    """Work that comes back. months: 0 when it goes by run hours or condition."""

    of: str
    title: str
    months: int
    cost: float
    account: str
    duty: str = ""


ROUTINES = (
    Routine("air handling unit", "Filterskift ventilasjon", 6, 9_500, "31"),
    Routine("air handling unit", "Årlig service ventilasjon", 12, 21_000, "31",
            "ventilation inspection"),
    Routine("lift", "Ettersyn heis", 2, 2_900, "31"),
    Routine("fire alarm", "Årskontroll brannalarm", 12, 14_500, "31", "fire alarm"),
    Routine("emergency lighting", "Årskontroll nødlys", 12, 6_800, "31", "emergency light"),
    Routine("heating plant", "Service varmesentral", 0, 18_500, "31"),
    Routine("", "Takrens og kontroll av sluk", 12, 8_500, "32"),
    Routine("", "Maling av fasader", 0, 190_000, "32"),
)  # fmt: skip


COMING = (
    ("234", "Utskifting av vinduer, trinn 1", 420.0, "41", 75),
    ("262", "Omtekking av tak", 380.0, "41", 60),
    ("442", "Nye LED-armaturer med styring", 210.0, "41", 45),
    ("255", "Nytt gulvbelegg i korridorer", 95.0, "32", 30),
    ("231", "Pussreparasjon og maling av fasade", 120.0, "32", 50),
    ("322", "Innregulering av varmeanlegg", 28.0, "32", 14),
    ("244", "Nye branndører i rømningsvei", 60.0, "41", 25),
)
"""NS 3451 code, title, cost per gross floor area [NOK/m2], account, time it takes [day]."""

PAST = (
    ("231", "Maling og reparasjon av fasade"),
    ("255", "Skifte av gulvbelegg"),
    ("322", "Utbedring av varmeanlegg"),
    ("262", "Reparasjon av tekking"),
    ("442", "Skifte av armaturer"),
)

DUTY_NAMES = {
    "fire alarm": "Brannalarm, årskontroll",
    "sprinkler": "Sprinkleranlegg, årskontroll",
    "emergency light": "Nødlys, årskontroll",
    "fire extinguisher": "Håndslokkere og brannslanger, årskontroll",
    "fire doors": "Branndører og brannskiller, årskontroll",
    "smoke ventilation": "Røykventilasjon, årskontroll",
    "fire drill": "Brannøvelse",
    "lift": "Heis, periodisk sikkerhetskontroll",
    "ventilation inspection": "Ventilasjon, tilsyn",
    "ventilation cleaning": "Ventilasjonskanaler, rens ved behov",
    "ventilation energy": "Ventilasjon og kjøling, energivurdering",
    "playground": "Lekeplass, årlig hovedkontroll",
    "gymnasium": "Gymsalutstyr og mål, årskontroll",
    "legionella": "Legionella, risikovurdering og rutiner",
    "radon": "Radon, måling",
    "electrical": "Elektrisk anlegg, kontroll etter NEK 405",
    "pressure vessel": "Trykkbeholdere, periodisk kontroll",
    "f-gas": "Varmepumpe og kjøling, lekkasjekontroll (F-gass)",
    "oil separator": "Olje- og sandutskiller, tømming og kontroll",
    "grease separator": "Fettutskiller, tømming og kontroll",
    "energy certificate": "Energiattest",
    "internal control": "Internkontroll, årlig gjennomgang",
}
"""The sample is told in Norwegian, like a real portfolio."""


@cache
def duty_register() -> tuple[DutyKind, ...]:
    """The shipped register of legal duties."""
    with resources.path("upkeep/duties.csv").open(encoding="utf-8", newline="") as table:
        return tuple(duty_kind(row) for row in csv.DictReader(table))
