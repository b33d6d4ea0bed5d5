"""An offer looked through: everything in the file is shown, and nothing happens by itself."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QScrollArea

from twin.analysis.proposals import parse_proposal
from twin.model.proposal import Proposal
from twin.sample.proposals import proposal_files
from twin.ui.offers.dialog import OfferDialog
from twin.ui.offers.sections import sections_of
from twin.ui.panels.what_if import WhatIfPanel
from twin.ui.texts.language import use_language
from twin.ui.texts.offers import CALCULATED, CLAIMED, UNSUPPORTED, counted_text, mark_of
from twin.ui.window.shell import Shell

Settled = Callable[[], None]
WHOLE = {
    "format": "partnership-proposal", "version": "1.2", "id": "no.example.whole",
    "title": "Alt på én gang",
    "supplier": {"name": "Fjordglass AS", "orgnr": "999 100 099", "contact": "hei@fjord.example"},
    "validity": {
        "from": "2026-02-03", "until": "2099-12-31", "price_year": 2026,
        "price_level": "2026-07-01", "currency": "EUR", "vat": "incl", "vat_rate": 0.25,
        "exchange_rate": {"nok": 11.5, "on": "2026-07-01", "source": "Norges Bank"},
    },
    "needs": ["behov-77"],
    "baseline": {
        "from": "2024-01-05", "until": "2025-12-30",
        "exclude": [{"from": "2024-06-22", "until": "2024-08-14", "reason": "ferie"}],
    },
    "verification": {"option": "C", "cost": {"value": 1250, "low": 1000, "high": 1500},
                     "guaranteed_share": 0.73, "text": "Uke for uke"},
    "acceptance": [{"metric": "Lekkasje", "operator": "<=", "threshold": 1.7, "unit": "1/h",
                    "by": "2028-06-30"}],
    "measures": [
        {
            "id": "m1", "title": "Trelags glass", "type": "modification",
            "catalogue": "windows_new",
            "target": {
                "building_types": ["school", "office"], "ns3457": ["613"], "built_from": 1951,
                "built_to": 1989, "area_from": 512, "area_to": 6021, "spares_protected": True,
                "kinds": ["window"], "adjacency": ["outside"], "ifc_classes": ["IfcWindow"],
                "ns3451": ["234"], "minimum_tg": 1, "maximum_tg": 2, "minimum_u_value": 1.63,
                "properties": [{"name": "Pset_WindowCommon.IsExternal", "operator": "=",
                                "value": True}],
                "without_model": "none",
            },
            "effects": [
                {"kind": "u_value", "value": 0.81, "low": 0.75, "high": 0.92,
                 "unit": "W/(m2 K)", "source": "Prøvingsrapport 9"},
                {"kind": "man_hours", "value": -0.021, "unit": "h/year"},
                {"kind": "claimed_saving", "value": 12.3, "low": 8, "high": 16, "unit": "%",
                 "evidence": "e1"},
            ],
            "cost": {"per": "area",
                     "unit_cost": {"value": 1250, "low": 1000, "high": 1500},
                     "fixed": 125, "running": 12.5},
            "account": "43", "life_years": 41,
            "embodied_co2": {"value": 63, "low": 51, "high": 77, "source": "EPD 77"},
            "disturbance": {"weeks": 3.5, "closed_share": 0.17, "decanting": 12.5},
            "renews": ["2341"], "needs_first": ["m2"], "excludes": ["m3"],
            "kit": [{"id": "k1", "title": "Føler X", "size": {"width": 0.11, "depth": 0.12,
                     "height": 0.13}, "surface": "wall", "coverage": 57, "price": 125}],
        },
        *(
            {"id": name, "title": "Varmepumpe", "target": {},
             "effects": [
                 {"kind": "heat_pump", "value": 3.5, "unit": "1", "share": 0.85,
                  "source_of_heat": "ground"},
                 {"kind": "pv", "value": 20, "unit": "kW", "surfaces": ["facade"],
                  "rows": "south", "minimum_yield": 800},
                 {"kind": "running_cost", "value": -12.5, "unit": "NOK/year", "account": "23"},
             ],
             "cost": {"per": "building", "unit_cost": 1250}, "life_years": 20}
            for name in ("m2", "m3")
        ),
    ],
    "evidence": [
        {"id": "e1", "kind": "measured", "title": "Åtte bygg", "source": "Rapport 2025",
         "supports": ["m1/claimed_saving"],
         "cases": [{"name": "Haug skole", "before": 212, "after": 187, "category": "school",
                    "heated_area": 3000, "year_before": 2022, "year_after": 2024,
                    "source": "Målere"}]},
    ],
    "favourite_colour": "blue",
}  # fmt: skip
SHOWN = (
    "I karantene", "Ikke signert", "31.12.2099", "01.07.2026", "EUR, 11,50", "25", "1.2",
    "Fjordglass AS", "999 100 099", "hei@fjord.example", "behov-77",
    "05.01.2024 – 30.12.2025", "22.06.2024 – 14.08.2024: ferie", "C", "11 500 (9 200 – 13 800) kr",
    "73 %", "Uke for uke", "Lekkasje <= 1,7 1/h, innen 30.06.2028",
    "Trelags glass", "Endring av det som er der",
    "Skole, Kontor", "613", "1951 – 1989", "512 – 6 021", "røres ikke", "vinduer", "uteluft",
    "IfcWindow", "234", "TG1 – TG2", "1,63 W/(m²K)", "Pset_WindowCommon.IsExternal = True",
    "gjelder dem ikke",
    "0,81 (0,75 – 0,92) W/(m²K)", "Prøvingsrapport 9", "−0,021 t/år", "12,3 (8,0 – 16,0) %",
    "Beregnes", "Påstått", "Påstått uten dokumentasjon", "Dokumentasjon: Åtte bygg",
    "per m² av delene", "1 150 kr", "115 kr", "63 (51 – 77) kgCO₂e", "Kilde: EPD 77",
    "41 år", "43", "3,5 uker",
    "17 %", "115 kr/(m² · uke)", "2341", "m2", "m3",
    "Føler X", "0,11 × 0,12 × 0,13 m", "på vegg", "57 m²",
    "Målt", "Rapport 2025", "Haug skole",
    "212 → 187 kWh/m², 12 % mindre, Skole, 3 000 m², 2022 – 2024, Målere",
    "Varmepumpe", "85 % av varmen, varme fra grunnen", "på fasader", "rader mot sør",
    "800 kWh/kW", "konto 23", "favourite_colour",
)  # fmt: skip
"""As a Norwegian reads it; money turned into NOK without VAT."""


@pytest.fixture
def whole() -> Proposal:
    return parse_proposal(json.dumps(WHOLE).encode())


def text_of(proposal: Proposal) -> str:
    found = sections_of(proposal, None)
    lines = [f"{r.name}: {r.value}" for section in found for r in section.rows]
    titles = [section.title for section in sections_of(proposal, None)]
    return "\n".join([*titles, *lines]).replace("\u00a0", " ")


@pytest.mark.parametrize("words", SHOWN)
def test_that_what_a_file_says_is_shown(words: str, whole: Proposal) -> None:
    use_language("nb")
    try:
        assert words in text_of(whole)
    finally:
        use_language("en")


def test_that_effects_are_marked_as_calculated_claimed_or_unsupported(whole: Proposal) -> None:
    first = whole.measures[0]

    marks = [mark_of(whole, first, effect) for effect in first.effects]

    assert marks == [CALCULATED, UNSUPPORTED, CLAIMED]
    assert counted_text(whole, first) == (
        "Effects: 1 calculated · 1 claimed with evidence · 1 claimed without evidence"
    )


@pytest.mark.parametrize("name", proposal_files())
def test_that_the_examples_can_be_looked_through(name: str) -> None:
    proposal = parse_proposal(proposal_files()[name])

    text = text_of(proposal)

    assert all(measure.title in text for measure in proposal.measures)
    assert proposal.sha256[:8] in text


@pytest.fixture
def waiting(inside: Shell, settled: Settled, tmp_path: Path) -> Shell:
    """The what-if with an offer that nobody accepted."""
    path = tmp_path / "offer.json"
    path.write_text(json.dumps(WHOLE), encoding="utf-8")
    inside.workspace.import_proposal(path)
    settled()
    inside.workspace.set_mode("what-if")
    settled()
    inside.choice.choose("no.example.whole")
    settled()
    return inside


def offer_in(shell: Shell) -> Proposal:
    portfolio = shell.workspace.portfolio
    assert portfolio is not None
    found = portfolio.proposal("no.example.whole")
    assert found is not None
    return found


def open_dialog(shell: Shell) -> OfferDialog:
    (panel,) = shell.window.findChildren(WhatIfPanel)
    button = next(b for b in panel.findChildren(QPushButton) if b.text() == "Accept and apply …")
    button.click()
    return next(d for d in shell.window.findChildren(OfferDialog) if d.isVisible())


def test_that_applying_asks_to_look_through_the_offer_first(
    waiting: Shell, settled: Settled
) -> None:
    dialog = open_dialog(waiting)
    dialog.leave.click()
    settled()

    assert not offer_in(waiting).accepted
    assert waiting.workspace.scenario is not None
    assert waiting.workspace.scenario.proposals == ()


def test_that_an_offer_is_accepted_without_being_applied(waiting: Shell, settled: Settled) -> None:
    open_dialog(waiting).accept_button.click()
    settled()

    assert offer_in(waiting).accepted
    assert waiting.workspace.scenario is not None
    assert waiting.workspace.scenario.proposals == ()


def test_that_an_offer_is_accepted_and_applied(waiting: Shell, settled: Settled) -> None:
    open_dialog(waiting).apply_button.click()
    settled()

    assert waiting.workspace.scenario is not None
    assert [p.accepted for p in waiting.workspace.scenario.proposals] == [True]


def test_that_texts_of_an_offer_are_shown_as_they_stand(waiting: Shell, settled: Settled) -> None:
    """Markup in a file is letters, in the card and in the dialog."""
    dialog = open_dialog(waiting)

    labels = [*dialog.findChildren(QLabel), *waiting.window.findChildren(QLabel)]
    foreign = [one for one in labels if "Alt på én gang" in one.text()]
    assert foreign
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in foreign)
    dialog.leave.click()


def test_that_attached_files_can_be_saved_where_there_are_any(
    waiting: Shell, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = [{**WHOLE["evidence"][0], "file": "evidence/rapport.pdf"}]
    document = {**WHOLE, "id": "no.example.attached", "evidence": evidence}
    packed = tmp_path / "offer.pproposal"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("proposal.json", json.dumps(document))
        archive.writestr("evidence/rapport.pdf", b"%PDF-1.7")
    workspace = waiting.workspace
    workspace.import_proposal(packed)
    settled()
    assert workspace.portfolio is not None
    proposal = workspace.portfolio.proposal("no.example.attached")
    assert proposal is not None
    dialog = OfferDialog(waiting.window, workspace, proposal)
    save = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Save"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "here"))

    save.click()
    settled()

    saved = tmp_path / "here" / "no.example.attached" / "evidence" / "rapport.pdf"
    assert saved.read_bytes() == b"%PDF-1.7"
    dialog.deleteLater()


def test_that_offers_without_files_have_no_button_to_save_them(waiting: Shell) -> None:
    dialog = open_dialog(waiting)

    assert not [b for b in dialog.findChildren(QPushButton) if b.text().startswith("Save")]
    dialog.leave.click()


def test_that_long_words_of_a_file_do_not_widen_the_page(waiting: Shell, settled: Settled) -> None:
    measure = {**WHOLE["measures"][1], "title": "W" * 190}
    document = {
        **WHOLE, "id": "no.example.long", "title": "M" * 190,
        "measures": [*WHOLE["measures"][:1], measure, *WHOLE["measures"][2:]],
    }  # fmt: skip
    proposal = parse_proposal(json.dumps(document).encode())
    dialog = OfferDialog(waiting.window, waiting.workspace, proposal)
    dialog.show()
    settled()

    (area,) = dialog.findChildren(QScrollArea)
    content = area.widget()
    assert content is not None
    assert content.width() <= area.viewport().width()
    assert content.minimumSizeHint().width() <= area.viewport().width()
    dialog.close()
