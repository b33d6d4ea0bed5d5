"""What assessors write about building parts, by code and grade."""

import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Symptom and proposed measure, in Norwegian as in a real report."""

    symptom: str
    measure: str


_SOUND = Wording("Ingen symptomer registrert.", "Ingen tiltak.")
_HIDDEN = Wording(
    "Ikke tilgjengelig for undersøkelse.", "Undersøkes nærmere med åpning eller lift."
)
_MINOR = (
    Wording("Normal slitasje, ingen funksjonssvikt.", "Normalt vedlikehold."),
    Wording("Mindre overflateskader.", "Utbedres ved neste planlagte vedlikehold."),
)

_TEXTS: dict[str, dict[int, tuple[Wording, ...]]] = {
    "216": {
        2: (
            Wording("Riss og avskalling i ringmur.", "Mørtelreparasjon og drenering mot terreng."),
        ),
        3: (Wording("Setningsriss over 5 mm.", "Geoteknisk vurdering og refundamentering."),),
    },
    "231": {
        2: (
            Wording("Riss og fuktskjolder i fasade.", "Lokal utbedring og overflatebehandling."),
            Wording(
                "Avflasset maling, værslitt kledning.", "Skraping og maling, skifte skadde bord."
            ),
            Wording("Utvaskede fuger på værsiden.", "Omfuging av utsatte felt."),
        ),
        3: (
            Wording("Frostsprengt murverk og løs puss.", "Ommuring og ny puss på hele feltet."),
            Wording("Råte i bunnsvill og kledning.", "Ny kledning, vindsperre og etterisolering."),
            Wording(
                "Armeringskorrosjon med avskalling.", "Mekanisk betongreparasjon og ny overflate."
            ),
        ),
    },
    "234": {
        2: (
            Wording("Slitte pakninger og trekk ved karm.", "Skifte pakninger, justere beslag."),
            Wording("Punktert glass i enkelte ruter.", "Skifte glass."),
            Wording("Sprukket maling på utvendig ramme.", "Skraping og maling, ny kitting."),
        ),
        3: (
            Wording("Råte i bunnkarm og ramme.", "Utskifting av vindu."),
            Wording("Kan ikke åpnes, råte i bunnstykke.", "Utskifting av vindu."),
            Wording("Vannlekkasje ved slagregn, fukt i smyg.", "Utskifting med ny beslagløsning."),
        ),
    },
    "242": {
        2: (Wording("Slagskader og løse gipsplater.", "Lokal utskifting av plater."),),
        3: (Wording("Fuktskadde plater med muggvekst.", "Riving og ny vegg etter uttørking."),),
    },
    "244": {
        2: (Wording("Dører tar i karm, slitte beslag.", "Justering og nye beslag."),),
        3: (Wording("Branndører lukker ikke.", "Utskifting av dører i rømningsvei."),),
    },
    "252": {
        2: (Wording("Forhøyet fukt ved yttervegg.", "Drenering og uttørking, nytt belegg."),),
        3: (
            Wording(
                "Oppsprukket plate, vanninntrenging.", "Ny plate med isolasjon og radonsperre."
            ),
        ),
    },
    "255": {
        2: (Wording("Slitt belegg i trafikkerte soner.", "Nytt belegg i korridorer."),),
        3: (Wording("Løst belegg, snublefare og fukt.", "Nytt gulvbelegg."),),
    },
    "262": {
        2: (
            Wording("Blærer og slitasje i tekking.", "Lokal lapping og kontroll av sluk."),
            Wording("Mose og forskjøvne stein.", "Rens og omlegging av skadde felt."),
        ),
        3: (
            Wording(
                "Lekkasje ved gjennomføringer, fuktig isolasjon.", "Omtekking med ny isolasjon."
            ),
            Wording("Tekking utgått, flere lekkasjer.", "Ny tekking og etterisolering."),
        ),
    },
    "265": {
        2: (Wording("Tette nedløp og rustne renner.", "Rens og utskifting av skadde lengder."),),
        3: (Wording("Lekkasje fra gesims inn i vegg.", "Ny gesims, nye renner og nedløp."),),
    },
    "281": {
        2: (Wording("Slitte trinn, løs kontrastmerking.", "Ny trinnbelegg og merking."),),
        3: (Wording("Løst rekkverk, fallfare.", "Nytt rekkverk straks."),),
    },
    "284": {
        2: (Wording("Slitt membran på balkong.", "Ny membran og beslag."),),
        3: (Wording("Armeringskorrosjon i balkongdekke.", "Avstenging og betongrehabilitering."),),
    },
    "312": {
        2: (Wording("Korrosjon på eldre kobberrør.", "Utskifting ved neste rehabilitering."),),
        3: (Wording("Gjentatte rørbrudd.", "Utskifting av vannledninger."),),
    },
    "322": {
        2: (Wording("Ubalansert anlegg, kalde rom.", "Innregulering og nye ventiler."),),
        3: (Wording("Lekkasje i skjulte rør.", "Nytt ledningsnett i synlig føring."),),
    },
    "325": {
        2: (Wording("Trege radiatortermostater.", "Nye termostater."),),
        3: (Wording("Rustgjennomslag i radiatorer.", "Utskifting av radiatorer."),),
    },
    "365": {
        2: (
            Wording("Slitt rem og ulyd i vifte.", "Ny vifte med direkte drift."),
            Wording("Lav virkningsgrad på gjenvinner.", "Rens og nytt rotorhjul."),
        ),
        3: (Wording("Aggregat utgått, spjeld henger.", "Nytt aggregat med behovsstyring."),),
    },
    "432": {
        2: (Wording("Eldre skrusikringer i underfordeling.", "Nye automater og jordfeilvern."),),
        3: (Wording("Varmgang i hovedtavle.", "Utskifting av hovedtavle."),),
    },
    "442": {
        2: (Wording("Lysrørarmaturer uten styring.", "LED med tilstedestyring."),),
        3: (
            Wording("Lysrør utgått av produksjon, PCB-mistanke.", "Utskifting av alle armaturer."),
        ),
    },
    "542": {
        2: (Wording("Sentral uten reservedeler.", "Ny brannsentral."),),
        3: (Wording("Manglende detektorer i rømningsvei.", "Nytt brannalarmanlegg."),),
    },
    "562": {
        2: (Wording("Undersentral uten støtte.", "Oppgradering av automatikk."),),
        3: (Wording("Anlegg i hånddrift.", "Ny automatikk og toppsystem."),),
    },
}


def wording(code: str, grade: int, key: str) -> Wording:
    """Words for a grade of a part; the key chooses between several."""
    if grade < 0:
        return _HIDDEN
    if grade == 0:
        return _SOUND
    choices = _MINOR if grade == 1 else _TEXTS[code][grade]
    return choices[zlib.crc32(key.encode()) % len(choices)]
