"""What a supplier offers: data only, never code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """A number with its spread. low <= value <= high."""

    value: float
    low: float
    high: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Selector:
    """Which elements or buildings a measure applies to; all conditions must hold.

    kinds : envelope kinds (``wall``, ``window``, ``door``, ``roof``, ``floor``), () for any.
    ifc_classes : () for any.  part_codes : NS 3451 prefixes, () for any.
    minimum_grade : worst TG must be at least this, -1 for any.
    minimum_u_value : elements at or above this, 0 for any. [W/(m2 K)]
    categories : building categories, () for any.
    """

    kinds: tuple[str, ...] = ()
    ifc_classes: tuple[str, ...] = ()
    part_codes: tuple[str, ...] = ()
    minimum_grade: int = -1
    minimum_u_value: float = 0.0
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """One change of the closed list.

    kind : ``u_value`` | ``added_resistance`` | ``n50`` | ``heat_recovery`` | ``fan_power`` |
        ``ventilation_factor`` | ``lighting_factor`` | ``setpoint_shift`` | ``solar_shading``
        (what blinds leave of the sun when they are down) | ``heat_pump`` |
        ``pv`` | ``condition_reset`` | ``man_hours`` | ``claimed_saving``.
    is_claimed : True where no physics recomputes it.
    share : part of the yearly heat that a heat pump carries, 0 to 1.
    surfaces : that solar panels may go to: ``roof``, ``facade``.
    rows : of solar panels on flat roofs: ``east-west`` or ``south``.
    minimum_yield : places that give solar panels less are left free; 0 for the usual one.
        [kWh/kW]
    """

    kind: str
    value: Range
    unit: str
    is_claimed: bool = False
    evidence: str = ""
    share: float = 1.0
    surfaces: tuple[str, ...] = ("roof",)
    rows: str = "east-west"
    minimum_yield: float = 0.0


@dataclass(frozen=True, slots=True)
class OfferedMeasure:
    """One measure of a proposal.

    cost_basis : ``area`` [m2], ``count``, ``floor_area`` [m2], ``power`` [kW] or ``building``.
    unit_cost : per unit of the cost basis. [NOK]
    """

    measure_id: str
    title: str
    selector: Selector
    effects: tuple[Effect, ...]
    cost_basis: str
    unit_cost: Range
    fixed_cost: Range
    service_life: float
    embodied_carbon: Range
    weeks: float = 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A supplier's proposal as received.

    sha256 : of the file as received; goes into every decision.
    unknown_fields : paths in the file that this version of the program does not know.
    """

    proposal_id: str
    title: str
    supplier: str
    valid_until: str
    price_year: int
    measures: tuple[OfferedMeasure, ...]
    needs: tuple[str, ...] = ()
    sha256: str = ""
    accepted: bool = False
    unknown_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """What a proposal would touch in one model, known before anything is applied.

    elements : rows in `BuildingModel.elements`.
    quantity : amount in the unit of the measure's cost basis.
    reason : why it applies to nothing, "" if it applies.
    """

    measure_id: str
    elements: tuple[int, ...]
    quantity: float
    unit: str
    reason: str = ""
