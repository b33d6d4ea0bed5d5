"""Needs of the sample buildings: what hurts, for whom, what theme, and which proposal answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from twin.analysis.proposals import parse_proposal
from twin.model.building import Building
from twin.model.need import Need, NeedKind, NeedStatus
from twin.sample.model.identity import random_source
from twin.sample.model.ifc_document import Written
from twin.sample.proposals import proposal_files

AIR, WARMTH, WATER, ACCESS, COST, USE = (
    "Luft og inneklima", "Kulde og trekk", "Lekkasjer og fukt", "Tilgjengelighet",
    "Driftskostnader", "Bruk og funksjon",
)  # fmt: skip
"""Themes that needs are grouped under."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a workshop added to a need.

    part : NS 3451 code of the elements it is felt at, "" for the whole building.
    count : of those elements, taken from the first storey up.
    """

    theme: str
    votes: int
    part: str = ""
    count: int = 0
    kind: NeedKind = NeedKind.IN
    status: NeedStatus = NeedStatus.DISCUSSED


_TOLD: dict[str, Told] = {
    "n01": Told(WARMTH, 9, "234", 14),
    "n02": Told(WATER, 12, "262", 2),
    "n03": Told(AIR, 8, "364", 8),
    "n04": Told(COST, 4, kind=NeedKind.FOR),
    "n05": Told(COST, 6, "365", 2, NeedKind.FOR),
    "n06": Told(AIR, 3, "234", 10),
    "n07": Told(WATER, 11, "262", 3, status=NeedStatus.CHOSEN),
    "n08": Told(ACCESS, 7, "282", 3),
    "n09": Told(AIR, 5, "234", 24),
    "n10": Told(WARMTH, 6, "252", 1),
    "n11": Told(USE, 4, "242", 6, NeedKind.WITH),
    "n12": Told(AIR, 2, "364", 4),
    "n13": Told(ACCESS, 5, "281", 4),
    "n14": Told(USE, 3, kind=NeedKind.WITH),
    "n15": Told(WARMTH, 4, "244", 2),
    "n16": Told(COST, 2, kind=NeedKind.FOR, status=NeedStatus.NEW),
    "n17": Told(WATER, 5, "265", 4),
    "n18": Told(USE, 6, status=NeedStatus.NEW),
    "n19": Told(AIR, 1, "325", 8, status=NeedStatus.ANSWERED),
    "n20": Told(ACCESS, 8, "284", 3),
    "n21": Told(USE, 2, kind=NeedKind.WITH, status=NeedStatus.NEW),
    "n22": Told(WARMTH, 3, "231", 4),
    "n23": Told(COST, 1, kind=NeedKind.FOR, status=NeedStatus.DROPPED),
    "n24": Told(AIR, 7, "234", 18),
}


def needs(
    building: Building, elements: Sequence[Written], answers: dict[str, tuple[str, ...]]
) -> list[Need]:
    """Needs of a building with a model, at the elements where they are felt.

    answers : proposal ids by need id, see `answered`.
    """
    found: list[Need] = []
    for need in NEEDS:
        if need.building_id != building.building_id:
            continue
        told = _TOLD[need.need_id]
        at = [e.global_id for e in elements if told.part and e.part_code == told.part]
        found.append(
            replace(
                need, kind=told.kind, places=tuple(at[: told.count]), theme=told.theme,
                votes=told.votes, status=told.status, owner="Etat for bygg",
                answers=answers.get(need.need_id, ()),
            )
        )  # fmt: skip
    return found


def outlined_needs(building: Building, seed: int, today: date) -> list[Need]:
    """Needs of a building without a model; most have none."""
    random = random_source(seed, building.building_id, "needs")
    found: list[Need] = []
    for place in random.permutation(len(_COMMON))[: int(random.poisson(0.45))]:
        title, affects, theme, pain = _COMMON[int(place)]
        found.append(
            Need(
                f"{building.building_id}-n{len(found) + 1}", building.building_id, title, "",
                affects, int(np.clip(pain + random.integers(-1, 2), 1, 5)),
                today - timedelta(days=int(random.integers(20, 900))), theme=theme,
                votes=int(random.poisson(2.5)), owner="Etat for bygg",
            )
        )  # fmt: skip
    return found


def answered() -> dict[str, tuple[str, ...]]:
    """Proposals of the sample by the need that they say they answer."""
    found: dict[str, tuple[str, ...]] = {}
    for raw in proposal_files().values():
        proposal = parse_proposal(raw)
        for need_id in proposal.needs:
            found[need_id] = (*found.get(need_id, ()), proposal.proposal_id)
    return found


_COMMON = (
    ("Tung luft i møterom", "Ansatte", AIR, 3),
    ("For varmt på sørsiden om sommeren", "Brukere", AIR, 3),
    ("Trekk fra vinduer", "Brukere", WARMTH, 3),
    ("Kaldt gulv ved inngangen", "Ansatte", WARMTH, 2),
    ("Lekkasje ved sluk på taket", "Drift", WATER, 4),
    ("Fuktlukt i kjeller", "Drift", WATER, 3),
    ("Tung inngangsdør", "Rullestolbrukere", ACCESS, 3),
    ("Mangler heis til andre etasje", "Brukere", ACCESS, 4),
    ("Høyt strømforbruk om natten", "Kommunens driftsbudsjett", COST, 2),
    ("For få grupperom", "Brukere", USE, 3),
    ("Dårlig akustikk i fellesrom", "Brukere", USE, 3),
    ("Slitt garderobe", "Barn og ansatte", USE, 2),
)
"""Title, who feels it, theme and pain of needs that many buildings have."""


NEEDS: tuple[Need, ...] = tuple(
    Need(*row)
    for row in (
        (
            "n01", "b01", "Trekk og kalde klasserom langs sørfasaden",
            "Vinduene fra 1974 er utette. Elevene flytter pultene fra vinduet om vinteren.",
            "Elever og lærere", 3, date(2024, 11, 20),
        ),
        (
            "n02", "b02", "Bøtter på hallgulvet når det regner",
            "Taket over hallen lekker ved gjennomføringer. Kamper er avlyst fire ganger.",
            "Idrettslag og skole", 4, date(2025, 2, 3),
        ),
        (
            "n03", "b03", "Tung luft etter tredje time",
            "CO2 måles over 1400 ppm i klasserommene i nordfløyen.",
            "Elever og lærere", 3, date(2025, 9, 12),
        ),
        (
            "n04", "b10", "Høy strømregning på elkjel",
            "Stasjonen varmes med elkjel; effekttoppene koster mest i januar.",
            "Kommunens driftsbudsjett", 2, date(2025, 3, 28),
        ),
        (
            "n05", "b11", "Ventilasjonen går hele natten",
            "Nattlasten økte i februar 2025 uten at noen vet hvorfor.",
            "Driftsleder", 2, date(2025, 6, 16),
        ),
        (
            "n06", "b07", "Vinduer som ikke lar seg åpne",
            "Enkelte vinduer i andre etasje er skrudd igjen av sikkerhetshensyn.",
            "Elever og lærere", 3, date(2023, 10, 9),
        ),
        (
            "n07", "b04", "Fukt i himling i øverste etasje",
            "Tre beboerrom er stengt etter lekkasje fra taket.",
            "Beboere og pleiere", 4, date(2025, 10, 2),
        ),
        (
            "n08", "b08", "Publikum finner ikke inngangen",
            "Innbyggertorget har trapp og tung dør; rullestolbrukere må ringe på.",
            "Innbyggere", 3, date(2024, 5, 13),
        ),
        (
            "n09", "b12", "For varmt på sørsiden om sommeren",
            "Beboerrom over 28 grader i juni 2025. Solskjerming mangler.",
            "Beboere", 3, date(2025, 6, 30),
        ),
        (
            "n10", "b06", "Kaldt gulv i småbarnsbasen",
            "Gulvet måles til 16 grader i januar.",
            "Barn og ansatte", 3, date(2025, 1, 21),
        ),
        (
            "n11", "b01", "For få grupperom til elever som trenger ro",
            "Tre klasser deler ett grupperom; spesialundervisning foregår i gangen.",
            "Elever med vedtak", 3, date(2025, 11, 6),
        ),
        (
            "n12", "b05", "Støvete luft i sovebod",
            "Filtre byttes sjeldnere enn avtalt, barn hoster om våren.",
            "Barn", 2, date(2026, 3, 17),
        ),
        (
            "n13", "b07", "Ingen heis til øverste etasje",
            "Elev i rullestol har ikke tilgang til naturfagrommet.",
            "Elever i rullestol", 4, date(2024, 9, 2),
        ),
        (
            "n14", "b09", "Ingen plass til kveldsarrangement",
            "Skyvereolene er tunge å flytte; lag og foreninger ber om en sal.",
            "Lag og foreninger", 2, date(2026, 1, 28),
        ),
        (
            "n15", "b10", "Kaldt i vognhall når porter er åpne",
            "Mannskapet fryser under klargjøring om vinteren.",
            "Brannmannskap", 2, date(2025, 12, 11),
        ),
        (
            "n16", "b08", "Høye kostnader til vern av fasade",
            "Hver malerrunde krever antikvarisk godkjenning og stillas.",
            "Kommunens driftsbudsjett", 2, date(2026, 5, 4),
        ),
        (
            "n17", "b03", "Takrenner renner over ved skybrudd",
            "Vann renner ned langs inngangen og fryser til is.",
            "Elever og vaktmester", 3, date(2025, 10, 22),
        ),
        (
            "n18", "b02", "Garderober holder ikke til to lag samtidig",
            "Jenter og gutter må vente på tur etter kamp.",
            "Idrettslag", 3, date(2026, 2, 19),
        ),
        (
            "n19", "b11", "Ujevn varme i nordfløyen",
            "Radiatorene er trege; noen rom er 17 grader om morgenen.",
            "Elever og lærere", 3, date(2024, 1, 30),
        ),
        (
            "n20", "b12", "Balkonger er stengt",
            "Rekkverkene er for lave; beboerne kommer ikke ut.",
            "Beboere", 4, date(2025, 5, 20),
        ),
        (
            "n21", "b11", "Ønske om sambruk av kantine på kveldstid",
            "Nabolaget mangler møteplass.",
            "Nabolaget", 1, date(2026, 8, 12),
        ),
        (
            "n22", "b06", "Vind rett gjennom yttervegg i garderobe",
            "Klær tørker ikke over natten.",
            "Barn og ansatte", 3, date(2025, 2, 7),
        ),
        (
            "n23", "b04", "Dyr snømåking av innkjørsel",
            "Varmekabler ble vurdert og valgt bort.",
            "Kommunens driftsbudsjett", 1, date(2024, 2, 14),
        ),
        (
            "n24", "b04", "For varmt i beboerrom mot vest",
            "Persienner er ødelagte og solen står på til klokken ni.",
            "Beboere og pleiere", 4, date(2026, 7, 1),
        ),
    )
)  # fmt: skip
