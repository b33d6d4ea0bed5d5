"""Needs: what hurts, for whom, and how much; lists from workshops and from users."""

from twin.importers.tables.common import day, text
from twin.model.need import Need, NeedKind, NeedStatus
from twin.model.table_format import TableField, TableFormat, ValueKind

KINDS = {
    "for bygget": NeedKind.FOR, "for": NeedKind.FOR, "for the building": NeedKind.FOR,
    "med bygget": NeedKind.WITH, "med": NeedKind.WITH, "with the building": NeedKind.WITH,
    "with": NeedKind.WITH, "i bygget": NeedKind.IN, "i": NeedKind.IN, "in": NeedKind.IN,
    "in the building": NeedKind.IN,
}  # fmt: skip
STATUSES = {
    "ny": NeedStatus.NEW, "nytt": NeedStatus.NEW, "new": NeedStatus.NEW,
    "diskutert": NeedStatus.DISCUSSED, "drøftet": NeedStatus.DISCUSSED,
    "discussed": NeedStatus.DISCUSSED, "valgt": NeedStatus.CHOSEN, "prioritert": NeedStatus.CHOSEN,
    "chosen": NeedStatus.CHOSEN, "besvart": NeedStatus.ANSWERED, "løst": NeedStatus.ANSWERED,
    "answered": NeedStatus.ANSWERED, "forkastet": NeedStatus.DROPPED,
    "avvist": NeedStatus.DROPPED, "dropped": NeedStatus.DROPPED,
}  # fmt: skip
PAINS = {
    "1 a nuisance": 1, "2 hampers": 2, "3 hurts": 3, "4 hurts badly": 4, "5 cannot be used": 5,
}  # fmt: skip

FORMAT = TableFormat(
    name="needs",
    label="Needs",
    record=Need,
    key="need_id",
    sheets=("behov", "need"),
    fields=(
        text("title", "Need", "behov", "tittel", "problem", "utfordring", "need", "title",
             "challenge", is_required=True, is_key=True),
        TableField("pain", "Pain, 1 to 5", ValueKind.WHOLE,
                   ("smerte", "smertegrad", "alvorlighet", "alvorlighetsgrad", "hvor vondt",
                    "pain", "severity", "pain 1-5", "pain, 1 to 5"),
                   choices=PAINS, low=1, high=5, is_required=True),
        day("raised_on", "Raised", "meldt", "dato", "registrert", "opprettet", "raised",
            "raised_on", "raised on", "date", is_required=True),
        text("affects", "Who feels it", "hvem", "berører", "berørte", "brukergruppe", "gjelder",
             "who", "affects", "who feels it", "users"),
        text("description", "Description", "beskrivelse", "utdyping", "kommentar", "description",
             "details"),
        text("causes", "Causes", "årsak", "årsaker", "cause", "causes"),
        text("effects", "Effects", "virkning", "virkninger", "konsekvens", "konsekvenser",
             "effect", "effects", "consequences"),
        text("evidence", "Evidence", "belegg", "dokumentasjon", "underlag", "evidence"),
        text("owner", "Owner", "eier", "ansvarlig", "innmelder", "meldt av", "owner",
             "raised by"),
        text("theme", "Theme", "tema", "gruppe", "theme", "group"),
        TableField("kind", "Kind", ValueKind.CHOICE, ("type", "slag", "kind"), choices=KINDS,
                   unknown=NeedKind.IN),
        TableField("status", "Status", ValueKind.CHOICE, ("status",), choices=STATUSES,
                   unknown=NeedStatus.NEW),
        TableField("votes", "Votes", ValueKind.WHOLE, ("stemmer", "antall stemmer", "votes"),
                   low=0, high=100_000),
        TableField("places", "Places (GlobalId)", ValueKind.LIST, ("steder", "places")),
        TableField("answers", "Proposals", ValueKind.LIST, ("tilbud", "forslag", "answers")),
        text("need_id", "Number", "behovsnr", "nr", "id", "need id", "need_id"),
    ),
)  # fmt: skip
