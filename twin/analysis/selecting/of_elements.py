"""Which elements of a model a selector picks, why none, and what it missed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from twin.analysis.condition import element_grades
from twin.analysis.selecting import reasons
from twin.analysis.selecting.kinds import plain_class
from twin.analysis.selecting.properties import holds, is_protected, value_of
from twin.analysis.u_values import element_u_values
from twin.model.arrays import BoolArray, IntArray
from twin.model.building import BuildingModel, Element, Envelope
from twin.model.condition import Assessment
from twin.model.finding import Finding
from twin.model.proposal import Selector
from twin.model.thermal import ThermalZone


@dataclass(frozen=True, slots=True)
class Picked:
    """Rows in `BuildingModel.elements`, or why there are none."""

    rows: tuple[int, ...] = ()
    reason: str = ""
    remarks: tuple[Finding, ...] = ()


def picks_elements(selector: Selector) -> bool:
    """Whether a selector asks for anything of elements at all."""
    asks = (
        selector.kinds, selector.global_ids, selector.ifc_classes, selector.part_codes,
        selector.properties, selector.adjacency,
    )  # fmt: skip
    return any(asks) or _judges(selector)


def pick(
    selector: Selector,
    model: BuildingModel,
    assessments: Sequence[Assessment],
    zone: ThermalZone | None,
) -> Picked:
    """Elements that match all conditions."""
    look = _Look(selector, model)
    for step in (look.identify, look.face, look.describe, look.spare):
        reason = step()
        if reason:
            return Picked((), reason, tuple(look.remarks))
    rows = np.flatnonzero(look.found).astype(np.int32)
    grades = element_grades(model.elements, assessments)[rows]
    is_worn = (grades >= selector.minimum_grade) | (selector.minimum_grade < 0)
    is_kept = grades <= selector.maximum_grade
    u_value = element_u_values(len(model.elements), model.envelope, zone)[rows]
    is_leaky = ~(u_value < selector.minimum_u_value)
    look.judge(rows, int((grades < 0).sum()), has_defaults=zone is not None)
    taken = rows[is_worn & is_kept & is_leaky]
    if len(taken):
        return Picked(tuple(int(row) for row in taken), "", tuple(look.remarks))
    if is_worn.any() and not (is_worn & is_kept).any():
        return Picked((), reasons.TOO_WORN, tuple(look.remarks))
    reason = shortfall(bool(is_worn.any()), bool(is_leaky.any()), bool((grades >= 0).any()))
    return Picked((), reason, tuple(look.remarks))


def shortfall(is_worn: bool, is_leaky: bool, is_graded: bool) -> str:
    """Why no part is taken: whether any is worn enough, leaks enough, has a grade at all."""
    if is_worn:
        return reasons.NO_PART_WITH_BOTH if is_leaky else reasons.NO_U_VALUE
    if not is_leaky:
        return reasons.NO_NEED if is_graded else reasons.NO_U_VALUE
    return reasons.NO_GRADE if is_graded else reasons.NOT_GRADED


def loses_heat(envelope: Envelope) -> BoolArray:
    """Parts that do not face a neighbour's heated rooms, shape (m,)."""
    if not envelope.adjacency:
        return np.ones(len(envelope.kind), dtype=np.bool_)
    return np.array(envelope.adjacency) != "heated"


def faces(envelope: Envelope, sides: Sequence[str]) -> BoolArray:
    """Parts that face one of `sides`, shape (m,); the usual side where the model tells none."""
    usual = ["ground" if kind == "floor" else "outside" for kind in envelope.kind]
    known = envelope.adjacency or ("",) * len(usual)
    return np.array([(k or u) in sides for k, u in zip(known, usual, strict=True)], dtype=np.bool_)


def _judges(selector: Selector) -> bool:
    limits = selector.minimum_grade >= 0 or selector.maximum_grade < 3
    return limits or selector.minimum_u_value > 0


@dataclass(slots=True)
class _Look:
    """Elements that are left, condition by condition."""

    selector: Selector
    model: BuildingModel
    found: BoolArray = field(init=False)
    remarks: list[Finding] = field(default_factory=list[Finding])

    def __post_init__(self) -> None:
        self.found = np.ones(len(self.model.elements), dtype=np.bool_)

    def identify(self) -> str:
        """By kind, class, building part and GlobalId."""
        selector, elements = self.selector, self.model.elements
        if selector.kinds:
            self.found &= _of_kind(len(elements), self.model.envelope, selector.kinds)
        if selector.ifc_classes:
            wanted = {plain_class(c) for c in selector.ifc_classes}
            self.found &= _each(elements, lambda e: plain_class(e.ifc_class) in wanted)
        if selector.part_codes:
            self.found &= _each(elements, lambda e: e.classification.startswith(
                selector.part_codes))  # fmt: skip
        if selector.global_ids and not self._named():
            return reasons.NOT_OF_THIS_MODEL
        return "" if self.found.any() else reasons.NO_ELEMENT

    def _named(self) -> bool:
        """Whether any of the named elements is here at all."""
        wanted = set(self.selector.global_ids)
        here = {e.global_id for e in self.model.elements} & wanted
        self.found &= _each(self.model.elements, lambda e: e.global_id in wanted)
        if here and len(here) < len(wanted):
            self._miss("named-elsewhere", reasons.ELSEWHERE, len(wanted - here), len(wanted))
        return bool(here)

    def face(self) -> str:
        """By what lies on the other side."""
        envelope, sides = self.model.envelope, self.selector.adjacency
        if not sides:
            return ""
        facing = np.zeros(len(self.found), dtype=np.bool_)
        if envelope is not None:
            facing[envelope.element[faces(envelope, sides) & loses_heat(envelope)]] = True
        self.found &= facing
        return "" if self.found.any() else reasons.OTHER_SIDE

    def describe(self) -> str:
        """By properties of the model."""
        for condition in self.selector.properties:
            rows = np.flatnonzero(self.found)
            values = [value_of(self.model.details[int(row)], condition.name) for row in rows]
            unknown = sum(value is None for value in values)
            if unknown and condition.operator != "exists":
                name = condition.name
                self._miss("no-property", reasons.WITHOUT_PROPERTY, unknown, len(rows), name)
            matching = [holds(condition, value) for value in values]
            self.found[rows[~np.array(matching, dtype=np.bool_)]] = False
            if not self.found.any():
                return reasons.NO_PROPERTY
        return ""

    def spare(self) -> str:
        """Without protected parts, where the offer leaves those alone."""
        if not self.selector.spares_protected or not picks_elements(self.selector):
            return ""
        rows = np.flatnonzero(self.found)
        spared = np.array([is_protected(self.model.details[int(r)]) for r in rows], dtype=np.bool_)
        self.found[rows[spared]] = False
        if spared.any():
            self._miss("spared", reasons.SPARED, int(spared.sum()), len(rows))
        return "" if self.found.any() else reasons.ALL_PROTECTED

    def judge(self, rows: IntArray, ungraded: int, *, has_defaults: bool) -> None:
        """Say of how many parts the grade or the U-value is unknown."""
        if self.selector.minimum_grade >= 0 and ungraded:
            self._miss("ungraded", reasons.UNGRADED, ungraded, len(rows))
        if self.selector.minimum_u_value > 0:
            own = element_u_values(len(self.found), self.model.envelope, None)[rows]
            unknown = int(np.isnan(own).sum())
            text = reasons.DEFAULT_U_VALUE if has_defaults else reasons.ANY_U_VALUE
            if unknown:
                self._miss("no-u-value", text, unknown, len(rows))

    def _miss(self, code: str, text: str, count: int, total: int, name: str = "") -> None:
        named = {"name": name} if name else {}
        self.remarks.append(reasons.remark(code, text, count=count, total=total, **named))


def _each(elements: Sequence[Element], matches: Callable[[Element], bool]) -> BoolArray:
    return np.array([matches(e) for e in elements], dtype=np.bool_)


def _of_kind(n_elements: int, envelope: Envelope | None, kinds: tuple[str, ...]) -> BoolArray:
    found = np.zeros(n_elements, dtype=np.bool_)
    if envelope is not None and len(envelope.kind):
        part = np.isin(np.array(envelope.kind), kinds) & loses_heat(envelope)
        found[envelope.element[part]] = True
    return found
