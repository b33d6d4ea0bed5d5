"""What is known of a building, its certificate and its comfort, as a user enters and sees them."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from twin.model.building import Building
from twin.model.known import Calculated, KnownValue
from twin.model.label import Certificate, LabelEnergy
from twin.ui.dialogs.certificate import CertificateDialog
from twin.ui.dialogs.element_value import ElementValueDialog, edit_element_value, without
from twin.ui.dialogs.known_values import KnownValuesDialog, edit_known_values
from twin.ui.energy.label_box import label_box
from twin.ui.panels.property_card import PropertyCard
from twin.ui.report.document import report_html
from twin.ui.structure import NODE, StructureModel
from twin.ui.texts import known as words
from twin.ui.texts import numbers
from twin.ui.texts.energy import certificate_text
from twin.ui.texts.outcome import take_back_text
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.comfort_choice import ComfortChoice
from twin.ui.widgets.text import ElidedLabel
from twin.ui.window.shell import Shell
from twin.workspace.defaults import label_schemes

from .results import SCENARIO, result
from .small_portfolio import building, small_model

Settled = Callable[[], None]
DAY = date(2026, 3, 1)
WALL = KnownValue("b0", "u_wall", 0.31, 0.15, "measured", DAY, "K. Moe", "plate", DAY)
ISSUED = Certificate(
    "b0", "D", "2015", date(2019, 5, 2), LabelEnergy("2015", 171.5), "A2019-1031234", "yellow",
    date(2029, 5, 2), DAY,
)  # fmt: skip


def text_of(widget: QWidget) -> str:
    found = [label.text() for label in widget.findChildren(QLabel)]
    return "\n".join([*found, *(e.accessibleName() for e in widget.findChildren(ElidedLabel))])


@pytest.fixture
def dialog(inside: Shell) -> KnownValuesDialog:
    edit_known_values(inside.window, inside.workspace)
    return inside.window.findChildren(KnownValuesDialog)[0]


def test_that_what_is_written_is_kept_with_its_day_and_author(
    inside: Shell, dialog: KnownValuesDialog, settled: Settled
) -> None:
    dialog.author.setText("K. Moe")
    dialog.rows["u_wall"].value.setText("0,31")
    dialog.rows["heat_recovery"].value.setText("72")
    dialog.rows["heat_recovery"].uncertainty.setText("4")
    dialog.rows["heat_recovery"].kind.choose("documented")
    dialog.plant.choose("ground_water")
    dialog.store()
    settled()
    found = {v.quantity: v for v in inside.workspace.known}
    assert (found["u_wall"].value, found["u_wall"].uncertainty) == (0.31, 0.15)
    assert found["u_wall"].who == "K. Moe"
    recovery = found["heat_recovery"]
    assert (recovery.value, recovery.uncertainty, recovery.kind) == (0.72, 0.04, "documented")
    assert found["heating"].choice == "ground_water"
    assert math.isnan(found["heating"].value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "cannot be 0 W/(m²K): no building has that"),
        ("50", "cannot be 50 W/(m²K): no building has that"),
        ("thick", "is no number"),
    ],
)
def test_that_an_impossible_value_keeps_the_dialog_open(
    inside: Shell, dialog: KnownValuesDialog, text: str, said: str
) -> None:
    dialog.author.setText("K. Moe")
    dialog.rows["u_wall"].value.setText(text)
    dialog.store()
    assert said in dialog.message.text()
    assert dialog.isVisible()
    assert inside.workspace.known == ()


def test_that_a_value_nobody_stands_for_is_refused(dialog: KnownValuesDialog) -> None:
    dialog.rows["n50"].value.setText("1,2")
    dialog.store()
    assert "Nobody stands for" in dialog.message.text()


def test_that_the_dialog_shows_what_is_calculated_and_how_uncertain_knowing_is(
    dialog: KnownValuesDialog,
) -> None:
    said = text_of(dialog)
    assert "assumed" in said
    assert "ISO 9869-1" in dialog.hint.text() or "ISO 9869-1" in said
    row = dialog.rows["n50"]
    assert row.uncertainty.placeholderText() == "10"
    row.kind.choose("assumed")
    assert row.uncertainty.placeholderText() == "40"
    assert "± 40" in dialog.hint.text()


def test_that_undo_and_forget_bring_the_old_values_back(inside: Shell, settled: Settled) -> None:
    inside.workspace.change_known((WALL,))
    edit_known_values(inside.window, inside.workspace)
    opened = inside.window.findChildren(KnownValuesDialog)[0]
    assert opened.rows["u_wall"].value.text() == "0,31"
    assert opened.rows["u_wall"].when.text() == "01.03.2026"
    opened.remove()
    settled()
    assert inside.workspace.known == ()
    inside.workspace.undo()
    assert inside.workspace.known == (WALL,)


def test_that_what_is_unchanged_keeps_its_day_of_entry() -> None:
    form = {"u_wall": words.written(WALL)}
    assert words.known_from(form, (WALL,), "b0", ("A", date(2026, 9, 9))) == (WALL,)
    changed = {"u_wall": replace(words.written(WALL), value="0,30")}
    (found,) = words.known_from(changed, (WALL,), "b0", ("A", date(2026, 9, 9)))
    assert (found.value, found.entered) == (0.30, date(2026, 9, 9))


def test_that_days_and_numbers_are_written_as_the_user_does() -> None:
    assert words.parsed_day("01.03.2026") == words.parsed_day("2026-03-01") == DAY
    assert words.calculated_text("u_wall", Calculated(0.448, "default", "")) == "0,45 · assumed"
    assert words.calculated_text("heat_recovery", Calculated(0.5, "", "")) == "50"
    assert words.calculated_text("u_door", None) == numbers.NO_VALUE
    assert words.name_text("heat_recovery") == "Heat recovery, %"


def test_that_selected_elements_get_a_measured_u_value(inside: Shell, settled: Settled) -> None:
    workspace = inside.workspace
    workspace.select(frozenset(("w1",)))
    edit_element_value(inside.window, workspace)
    opened = inside.window.findChildren(ElementValueDialog)[0]
    opened.value.setText("0,9")
    opened.who.setText("K. Moe")
    opened.store()
    settled()
    (found,) = workspace.known
    assert (found.quantity, found.value, found.elements) == ("u_value", 0.9, ("w1",))
    shown = workspace.known_model
    assert shown is not None
    assert shown.envelope is not None
    assert shown.envelope.u_source[0] == "measured"
    assert without(workspace.known, frozenset(("w1",))) == ()


def test_that_what_is_no_part_of_the_envelope_has_no_u_value(inside: Shell) -> None:
    inside.workspace.select(frozenset(("v4",)))
    edit_element_value(inside.window, inside.workspace)
    assert inside.window.findChildren(ElementValueDialog) == []
    assert "separates heated rooms" in inside.workspace.notices.shown[-1].text()


def test_that_all_alike_can_be_chosen_at_once(inside: Shell) -> None:
    keys, same = frozenset(("w1",)), frozenset(("w1", "w2"))
    opened = ElementValueDialog(inside.window, inside.workspace, keys, same)
    opened.value.setText("50")
    opened.who.setText("K. Moe")
    opened.all.setChecked(True)
    opened.store()
    assert "no building has that" in opened.message.text()
    opened.value.setText("0,8")
    opened.store()
    assert inside.workspace.known[0].elements == ("w1", "w2")


def test_that_card_and_structure_tell_who_measured(inside: Shell, settled: Settled) -> None:
    workspace = inside.workspace
    workspace.change_known((replace(WALL, quantity="u_value", value=0.9, elements=("w1",)),))
    settled()
    workspace.select(frozenset(("w1",)))
    card = inside.window.findChildren(PropertyCard)[0]
    assert "Measured by K. Moe, 01.03.2026, ± 15" in text_of(card)
    tree = StructureModel()
    tree.show_model("A", small_model(), (), known={0: "U-value measured"})
    tree.search("measured")
    assert tree.matched == (0,)
    index = tree.index_of(0)
    assert "U-value measured" in str(tree.data(index, 3))
    assert tree.data(index, NODE) is not None


def test_that_a_certificate_shows_days_energy_and_its_own_scheme(
    application: QApplication,
) -> None:
    box = label_box(building("b0", "A", "school", 1974.0, "E"), None,
                    label_schemes().values(), ISSUED)  # fmt: skip
    said = text_of(box)
    assert "172 kWh/m² on the certificate" in said.replace(numbers.HARD_SPACE, " ")
    assert "No. A2019-1031234 · issued 02.05.2019 · valid until 02.05.2029" in said
    assert "heating grade yellow" in said
    assert "expired 02.05.2029" in certificate_text(ISSUED, date(2030, 1, 1))
    assert "not stored" not in said
    assert (
        certificate_text(Certificate("b0", "E", ""), DAY)
        == "as issued; date and kWh/m² not stored"
    )


def test_that_a_certificate_is_checked_and_kept(inside: Shell, settled: Settled) -> None:
    held = inside.workspace.building
    assert held is not None
    opened = CertificateDialog(inside.window, inside.workspace, held)
    opened.store()
    assert "is no energy grade" in opened.message.text()
    opened.letter.choose("C")
    opened.scheme.choose("2026")
    opened.issued.setText("02.05.2019")
    opened.store()
    assert "No certificate of the 2026 scheme was issued on" in opened.message.text()
    opened.scheme.choose("2015")
    opened.energy.setText("5000")
    opened.store()
    assert "no building has that" in opened.message.text()
    opened.energy.setText("101,5")
    opened.heating.choose("green")
    opened.store()
    settled()
    portfolio = inside.workspace.portfolio
    assert portfolio is not None
    found = portfolio.certificate_of("b0")
    assert found is not None
    assert (found.letter, found.scheme, found.heating_grade) == ("C", "2015", "green")
    assert found.energy == LabelEnergy("2015", 101.5)
    assert found.expires == date(2029, 5, 2)
    assert inside.workspace.building is not None
    assert inside.workspace.building.energy_label == "C"


def test_that_comfort_is_chosen_in_the_what_if_and_told_in_the_report(inside: Shell) -> None:
    choice = ComfortChoice(inside.desk)
    choice.button.choose("1.0")
    assert inside.workspace.scenario is not None
    assert inside.workspace.scenario.take_back == 1.0
    found = replace(result(), take_back=1.0, taken_back=2_000.0)
    assert take_back_text(result()) == ""
    said = take_back_text(found)
    assert said.startswith(f"Rooms kept 1,0{numbers.HARD_SPACE}°C warmer afterwards")
    page = report_html(Building("b0", "A", "school"), SCENARIO, found, (), date(2026, 1, 2))
    assert "warmer afterwards" in page


def test_that_a_choice_tells_only_what_is_new(application: QApplication) -> None:
    told: list[str] = []
    choice = Choice("How", {"a": "One", "b": "Two"}, "a")
    choice.chosen.connect(told.append)
    choice.choose("a")
    choice.choose("b")
    assert told == ["b"]
    assert choice.accessibleName() == "How: Two"
    assert [a.isChecked() for a in choice.menu().actions()] == [False, True]
