"""The box of the energy label: both schemes, and the certificate under its own."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.model.building import Building
from twin.model.label import Label, LabelScheme
from twin.model.thermal import EnergyResult
from twin.ui.energy.box import add_source, box, remark, section
from twin.ui.texts import energy as words
from twin.ui.texts import numbers
from twin.ui.texts.language import source_text, tr
from twin.ui.widgets.badge import LetterTile
from twin.ui.widgets.text import ElidedLabel, label, tight


def label_box(
    building: Building, result: EnergyResult | None, schemes: Iterable[LabelScheme]
) -> QWidget:
    """Label under each scheme, oldest first, and what the register holds."""
    note = tr("calculated, standard operation, climate of the label")
    made, column = box(tr("Energy label"), note)
    for scheme in schemes:
        _add_scheme(column, scheme, result)
        column.addSpacing(8)
    section(column, tr("Certificate in the building register"))
    _add_certificate(column, building)
    column.addStretch(1)
    return made


def _add_scheme(column: QVBoxLayout, scheme: LabelScheme, result: EnergyResult | None) -> None:
    given = words.label_of(result, scheme.name) if result is not None else None
    lines: list[QWidget] = [ElidedLabel(_scheme_name(scheme), "medium")]
    if given is not None:
        lines += _about(given, scheme)
        _add_row(column, given.letter, lines)
        add_source(column, words.basis_text(given))
        return
    _add_row(column, "", [*lines, label(_missing(result, scheme), "caption", wraps=True)])
    add_source(column, source_text(scheme.source))


def _scheme_name(scheme: LabelScheme) -> str:
    text = tr("Weighted scale of {scheme}") if scheme.is_weighted else tr("Scale of {scheme}")
    return text.format(scheme=scheme.name)


def _about(given: Label, scheme: LabelScheme) -> list[QWidget]:
    energy = numbers.quantity(given.energy.kwh_per_m2, words.KWH_M2)
    kind = tr("weighted") if scheme.is_weighted else tr("delivered")
    lines: list[QWidget] = [
        ElidedLabel(f"{energy} {kind}", "secondary"),
        ElidedLabel(words.period_text(scheme), "caption"),
    ]
    if not given.verified:
        lines.append(_unverified())
    return lines


def _unverified() -> QWidget:
    made = QWidget()
    made.setLayout(remark(tr("unverified limits")))
    return made


def _missing(result: EnergyResult | None, scheme: LabelScheme) -> str:
    if result is None:
        return tr("No letter: the energy is not calculated.")
    message, step = words.refusal_of(result, scheme.name)
    return f"{message} {step}".strip() or tr("No data")


def _add_certificate(column: QVBoxLayout, building: Building) -> None:
    letter, scheme = building.energy_label, building.energy_label_scheme
    if not letter:
        column.addWidget(label(tr("No certificate is stored."), "secondary", wraps=True))
        return
    kind = tr("Scale of {scheme}", scheme=scheme) if scheme else tr("Scheme not stored")
    note = tr("as issued; date and kWh/m² not stored")
    _add_row(column, letter, [ElidedLabel(kind, "medium"), label(note, "caption", wraps=True)])


def _add_row(column: QVBoxLayout, letter: str, lines: Iterable[QWidget]) -> None:
    row = tight(QHBoxLayout(), gap=10)
    row.addWidget(LetterTile(letter), 0, Qt.AlignmentFlag.AlignTop)
    beside = tight(QVBoxLayout(), gap=0)
    for line in lines:
        beside.addWidget(line)
    row.addLayout(beside, 1)
    column.addLayout(row)
