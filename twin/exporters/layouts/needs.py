"""Needs for, with and in the buildings."""

from twin.exporters.columns import BUILDING, choice, day, listed, text, whole
from twin.exporters.layout import Layout
from twin.model.need import Need, NeedKind, NeedStatus

KINDS = {
    NeedKind.FOR: ("for the building", "for bygget"),
    NeedKind.WITH: ("with the building", "med bygget"),
    NeedKind.IN: ("in the building", "i bygget"),
}
STATUSES = {
    NeedStatus.NEW: ("new", "ny"),
    NeedStatus.DISCUSSED: ("discussed", "drøftet"),
    NeedStatus.CHOSEN: ("chosen", "valgt"),
    NeedStatus.ANSWERED: ("answered", "besvart"),
    NeedStatus.DROPPED: ("dropped", "forkastet"),
}

LAYOUT = Layout(
    "needs",
    ("Needs", "Behov"),
    Need,
    (
        text("need_id", "Need id", "Behovsnr", 28),
        *BUILDING,
        text("title", "Need", "Behov", 34),
        choice("kind", "Kind", "Slag", KINDS),
        text("affects", "Who feels it", "Hvem", 24),
        whole("pain", "Pain", "Smerte", None),
        text("description", "Description", "Beskrivelse", 34),
        text("causes", "Causes", "Årsaker", 24),
        text("effects", "Effects", "Virkninger", 24),
        text("evidence", "Evidence", "Belegg", 24),
        text("theme", "Theme", "Tema"),
        whole("votes", "Votes", "Stemmer", None),
        choice("status", "Status", "Status", STATUSES),
        text("owner", "Owner", "Eier"),
        day("raised_on", "Raised", "Meldt"),
        listed("places", "Places (GlobalId)", "Steder (GlobalId)"),
        listed("answers", "Proposals", "Tilbud"),
    ),
)
