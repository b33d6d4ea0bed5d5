"""The user's language: English sources and one catalogue per other language."""

import json
import re
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from twin import resources
from twin.errors import TwinError
from twin.model.finding import Finding

LANGUAGES = {"nb": "Norsk", "en": "English"}

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORDED = (
    "reason", "path", "expected", "found", "quantity", "series", "allowed", "carrier", "operation",
    "kind",
)  # fmt: skip
"""Fields of messages that hold words of the program or the system, not of the user."""

_catalogue: dict[str, str] = {}
_name = "en"


class _QtTexts(QTranslator):
    """Gives Qt's own dialogs the same catalogue; Qt ships no Bokmål of its own."""

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Catalogue entry of `sourceText`, itself where it has none (empty would show nothing)."""
        del context, disambiguation, n
        return _catalogue.get(sourceText.replace("&", ""), sourceText)

    def isEmpty(self) -> bool:
        """Say that there is something to ask for."""
        return not _catalogue


_qt_texts: list[_QtTexts] = []


def tr(source: str, /, **values: Any) -> str:  # Any: whatever str.format can print
    """`source` in the user's language, its named fields filled with `values`."""
    text = _catalogue.get(source, source)
    return text.format(**values) if values else text


def use_language(name: str) -> None:
    """Switch to ``nb`` or ``en``; texts made from now on are in that language."""
    global _name, _catalogue
    _name = name if name in LANGUAGES else "en"
    _catalogue = catalogue(_name)
    QLocale.setDefault(QLocale("nb_NO" if _name == "nb" else "en_GB"))
    application = QCoreApplication.instance()
    if application is None:
        return
    for translator in _qt_texts:
        application.removeTranslator(translator)
    _qt_texts[:] = [_QtTexts()] if _catalogue else []
    for translator in _qt_texts:
        application.installTranslator(translator)


def catalogue(name: str) -> dict[str, str]:
    """English source to translation; empty for English."""
    path = resources.path(f"translations/{name}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def language() -> str:
    """Name of the language in use."""
    return _name


def system_language() -> str:
    """``nb`` where the computer speaks any Norwegian, else ``en``."""
    return "nb" if QLocale.system().name()[:2] in {"nb", "nn", "no"} else "en"


def error_text(error: TwinError) -> str:
    """What happened and what to do now, in the user's language."""
    return " ".join(_filled(t, error.values) for t in (error.message, error.next_step) if t)


def finding_texts(finding: Finding) -> tuple[str, str, str]:
    """Message, consequence and next step in the user's language."""
    parts = (finding.message, finding.consequence, finding.next_step)
    message, consequence, step = (_filled(p, finding.values) if p else "" for p in parts)
    return message, consequence, step


def source_text(source: str) -> str:
    """A reference in the user's language; titles of publications stay in their own."""
    return _translated(source)


def _filled(template: str, values: Any) -> str:  # Any: a mapping with values of any kind
    text = _translated(template)
    words = {n: _worded(values[n]) for n in _WORDED if isinstance(values.get(n), str)}
    try:
        return text.format(**{**values, **words})
    except (KeyError, IndexError, ValueError):
        return text


def _worded(words: str) -> str:
    """Words with numbers in the user's language, those of the catalogue having {} for numbers."""
    text = _translated(words)
    if text != words:
        return text
    return _catalogue.get(_NUMBER.sub("{}", words), words).format(*_NUMBER.findall(words))


def _translated(template: str) -> str:
    """Catalogue entry of a template, or those of the templates it was joined from."""
    if template in _catalogue:
        return _catalogue[template]
    ends = (place for place, letter in enumerate(template) if letter == " ")
    for place in ends:
        first = _catalogue.get(template[:place])
        if first is not None:
            return f"{first} {_translated(template[place + 1 :])}"
    return template
