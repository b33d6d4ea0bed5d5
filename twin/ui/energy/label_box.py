"""The box of the energy label: both schemes, and the certificate under its own."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.model.building import Building
from twin.model.label import Certificate, Label, LabelScheme
from twin.model.thermal import EnergyResult
from twin.ui.energy.box import add_source, box, remark, section
from twin.ui.texts import energy as words
from twin.ui.texts import numbers
from twin.ui.texts.language import source_text, tr
from twin.ui.widgets.badge import LetterTile
from twin.ui.widgets.text import ElidedLabel, label, tight


def label_box(
    building: Building,
    result: EnergyResult | None,
    schemes: Iterable[LabelScheme],
    certificate: Certificate | None = None,
    edit: Callable[[], None] | None = None,
) -> QWidget:
    """Label under each scheme, oldest first, and the certificate that was issued.

    certificate : the newest of the building, None where only its letter is known, or nothing.
    edit : what opens the certificate to be written down.
    """
    note = tr("calculated, standard operation, climate of the label")
    made, column = box(tr("Energy label"), note)
    for scheme in schemes:
        _add_scheme(column, scheme, result)
        column.addSpacing(8)
    section(column, tr("Certificate in the building register"))
    _add_certificate(column, building, certificate)
    if edit is not None:
        button = QPushButton(tr("Certificate…"))
        button.setProperty("role", "link")
        button.clicked.connect(edit)
        column.addSpacing(4)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return made


def _add_scheme(column: QVBoxLayout, scheme: LabelScheme, result: EnergyResult | None) -> None:
    given = words.label_of(result, scheme.name) if result is not None else None
    lines: list[QWidget] = [ElidedLabel(words.scheme_name(scheme), "medium")]
    if given is not None:
        lines += _about(given, scheme)
        _add_row(column, given.letter, lines)
        add_source(column, words.basis_text(given))
        return
    _add_row(column, "", [*lines, label(_missing(result, scheme), "caption", wraps=True)])
    add_source(column, source_text(scheme.source))


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


def _add_certificate(
    column: QVBoxLayout, building: Building, certificate: Certificate | None
) -> None:
    held = certificate or _of_register(building)
    if held is None:
        column.addWidget(label(tr("No certificate is stored."), "secondary", wraps=True))
        return
    scheme = held.scheme
    kind = tr("Scale of {scheme}", scheme=scheme) if scheme else tr("Scheme not stored")
    lines: list[QWidget] = [ElidedLabel(kind, "medium")]
    if held.energy is not None:
        energy = numbers.quantity(held.energy.kwh_per_m2, words.KWH_M2)
        said = tr("{energy} on the certificate", energy=energy)
        lines.append(label(said, "secondary", wraps=True))
    lines.append(label(words.certificate_text(held, date.today()), "caption", wraps=True))
    _add_row(column, held.letter, lines)


def _of_register(building: Building) -> Certificate | None:
    """What the building itself says, without day and energy."""
    if not building.energy_label:
        return None
    return Certificate(building.building_id, building.energy_label, building.energy_label_scheme)


def _add_row(column: QVBoxLayout, letter: str, lines: Iterable[QWidget]) -> None:
    row = tight(QHBoxLayout(), gap=10)
    row.addWidget(LetterTile(letter), 0, Qt.AlignmentFlag.AlignTop)
    beside = tight(QVBoxLayout(), gap=0)
    for line in lines:
        beside.addWidget(line)
    row.addLayout(beside, 1)
    column.addLayout(row)
