"""For which buildings and parts a measure is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PropertyCondition:
    """A condition on a property of an element, for example a production year before 2008.

    name : ``Pset_Name.PropertyName``.
    operator : ``=`` | ``!=`` | ``<`` | ``<=`` | ``>`` | ``>=`` | ``exists``.
    value : text is compared as text, a number as a number; "" for ``exists``.
    """

    name: str
    operator: str
    value: str | float | bool = ""


@dataclass(frozen=True, slots=True)
class Selector:
    """Which elements or buildings a measure applies to; all conditions must hold.

    kinds : envelope kinds (``wall``, ``window``, ``door``, ``roof``, ``floor``), () for any.
    ifc_classes : () for any.  part_codes : NS 3451 prefixes, () for any.
    minimum_grade : worst TG must be at least this, -1 for any.
    minimum_u_value : elements at or above this, 0 for any. [W/(m2 K)]
    categories : building categories, () for any.
    maximum_grade : parts worse than this are left out, 3 for any.
    adjacency : ``outside`` | ``ground`` | ``unheated``, () for any.
    building_types : NS 3457-3 prefixes, () for any.
    built_from, built_to : construction year of the building, 0 for any. [year]
    area_from, area_to : heated floor area of the building, 0 for any. [m2]
    properties : all must hold.
    spares_protected : protected buildings and parts are left alone.
    global_ids : explicit elements; allowed, but such an offer cannot go to another portfolio.
    without_model : what stands in for the parts in a building without a model: ``archetype``
        (its estimated parts) or ``none`` (the offer does not apply there).
    """

    kinds: tuple[str, ...] = ()
    ifc_classes: tuple[str, ...] = ()
    part_codes: tuple[str, ...] = ()
    minimum_grade: int = -1
    minimum_u_value: float = 0.0
    categories: tuple[str, ...] = ()
    maximum_grade: int = 3
    adjacency: tuple[str, ...] = ()
    building_types: tuple[str, ...] = ()
    built_from: int = 0
    built_to: int = 0
    area_from: float = 0.0
    area_to: float = 0.0
    properties: tuple[PropertyCondition, ...] = ()
    spares_protected: bool = False
    global_ids: tuple[str, ...] = ()
    without_model: str = "archetype"
