import string

from PySide6.QtWidgets import QApplication, QMessageBox

from twin.errors import TwinError
from twin.ui.texts.language import catalogue, error_text, tr, use_language

from .texts import user_texts


def test_that_every_text_has_a_norwegian_one():
    assert sorted(user_texts() - set(catalogue("nb"))) == []


def test_that_translations_keep_the_fields_of_their_source():
    wrong = [en for en, nb in catalogue("nb").items() if _fields(en) != _fields(nb)]
    assert wrong == []


def test_that_texts_follow_the_language():
    use_language("nb")
    assert tr("Windows") == "Vinduer"
    use_language("en")
    assert tr("Windows") == "Windows"


def test_that_errors_are_translated_before_they_are_filled():
    use_language("nb")
    error = TwinError("There is no portfolio in {folder}.", "Choose another folder.", folder="{x}")
    assert error_text(error) == "Det er ingen portefølje i {x}. Velg en annen mappe."


def test_that_qt_buttons_speak_norwegian(application: QApplication):
    use_language("nb")
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Help)
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Avbryt"
    assert box.button(QMessageBox.StandardButton.Help).text() == "Hjelp"
    use_language("en")


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
