"""What a supplier offers: data only, never code."""

from dataclasses import dataclass

from twin.model.evidence import Criterion as Criterion
from twin.model.evidence import Evidence as Evidence
from twin.model.evidence import MeasuredCase as MeasuredCase
from twin.model.finding import Finding
from twin.model.selector import PropertyCondition as PropertyCondition
from twin.model.selector import Selector as Selector


@dataclass(frozen=True, slots=True)
class Range:
    """A number with its spread. low <= value <= high."""

    value: float
    low: float
    high: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """One change of the closed list.

    kind : one of `twin.model.effect_kind.EFFECT_KINDS`.
    is_claimed : True where no physics recomputes it.
    share : part of the yearly heat that a heat pump or district heating carries, 0 to 1.
    surfaces : that solar panels may go to: ``roof``, ``facade``.
    rows : of solar panels on flat roofs: ``east-west`` or ``south``.
    minimum_yield : places that give solar panels less are left free; 0 for the usual one.
        [kWh/kW]
    source_of_heat : of a heat pump: ``air`` | ``exhaust_air`` | ``ground`` | ``water``.
    account : cost account that a running cost belongs to, NS 3454:2013, "" where unknown.
    places : keys of the drawn places that solar panels go to, () for the best there are.
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
    source_of_heat: str = "air"
    account: str = ""
    places: tuple[str, ...] = ()


NOTHING = Range(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Disturbance:
    """What people in the building put up with while a measure is carried out.

    weeks : of work in the building.  closed_share : of its rooms that cannot be used, 0 to 1.
    decanting : temporary premises, per heated floor area and week. [NOK/(m2 week)]
    """

    weeks: float = 0.0
    closed_share: float = 0.0
    decanting: Range = NOTHING


@dataclass(frozen=True, slots=True)
class Product:
    """A product of a supplier's kit that can be placed in the 3D model.

    size : width, depth, height. [m]
    surface : it stands on or hangs from ``floor`` | ``wall`` | ``ceiling`` | ``roof``.
    coverage : floor area that one serves, 0 where it serves none. [m2]
    geometry : name of an attached glTF or IFC file, "" for a plain box.
    price : installed, per piece. [NOK]
    """

    product_id: str
    title: str
    size: tuple[float, float, float]
    surface: str = "floor"
    coverage: float = 0.0
    geometry: str = ""
    price: Range = NOTHING


@dataclass(frozen=True, slots=True)
class OfferedMeasure:
    """One measure of a proposal or of the catalogue.

    cost_basis : ``area`` [m2], ``count``, ``floor_area`` [m2], ``power`` [kW], ``capacity``
        [kWh], ``length`` [m] or ``building``.
    unit_cost : per unit of the cost basis. [NOK]
    embodied_carbon : per unit of the cost basis, modules A1-A5. [kgCO2e]
    measure_type : ``replacement`` | ``modification`` | ``addition`` | ``removal`` | ``service``.
    account : cost account of the investment, NS 3454:2013, "" where unknown.
    running_cost : more (+) or less (-) per year and unit of the cost basis. [NOK/year]
    renews : NS 3451 codes of parts that are new afterwards and need not be renewed besides.
    needs_first, excludes : ids of other measures of the same proposal or catalogue.
    catalogue : key of the catalogue measure it is an offer of, "" for none.
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
    measure_type: str = "replacement"
    account: str = ""
    running_cost: Range = NOTHING
    disturbance: Disturbance = Disturbance()
    renews: tuple[str, ...] = ()
    needs_first: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    catalogue: str = ""
    kit: tuple[Product, ...] = ()


@dataclass(frozen=True, slots=True)
class VerificationPlan:
    """How the saving is proven afterwards. option: IPMVP A, B, C or D, "" where none is given.

    baseline : first and last day.  excluded : spans of days that do not count.
    reasons : why, one for each of them, "" where none is given.
    cost : of the proof. [NOK]
    """

    option: str = ""
    baseline: tuple[str, str] = ("", "")
    excluded: tuple[tuple[str, str], ...] = ()
    cost: Range = NOTHING
    guaranteed_share: float = 0.0
    text: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A supplier's proposal as received. All sums of money are in NOK without VAT.

    sha256 : of the file as received; goes into every decision.
    unknown_fields : paths in the file that this version of the program does not know.
    price_level : ISO date of the prices, "" where only `price_year` is given.
    currency, exchange_rate : of the file, and NOK per unit of it, as the supplier states it.
    includes_vat, vat_rate : whether the sums of the file did, and the rate that was taken off.
    signature : ``none`` | ``valid`` | ``unknown key``; a wrong signature is never imported.
    signer : name that the portfolio knows the key by, else its fingerprint.
    public_key : of the signature, Base64, "" for none.
    received_at, accepted_at : UTC, ISO, "" for files that are not kept or not accepted.
    received_by, accepted_by : who took the file in, and who accepted it.
    version : of the file format, for example ``1.2``.
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
    valid_from: str = ""
    price_level: str = ""
    currency: str = "NOK"
    includes_vat: bool = False
    organisation: str = ""
    contact: str = ""
    evidence: tuple[Evidence, ...] = ()
    acceptance: tuple[Criterion, ...] = ()
    verification: VerificationPlan = VerificationPlan()
    signature: str = "none"
    signer: str = ""
    received_at: str = ""
    exchange_rate: float = 1.0
    vat_rate: float = 0.0
    public_key: str = ""
    received_by: str = ""
    accepted_at: str = ""
    accepted_by: str = ""
    version: str = "1.0"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a proposal would touch in one model, known before anything is applied.

    elements : rows in `BuildingModel.elements`.
    quantity : amount in the unit of the measure's cost basis.
    reason : why it applies to nothing, "" if it applies.
    remarks : what was missed or assumed on the way, see `Finding`.
    """

    measure_id: str
    elements: tuple[int, ...]
    quantity: float
    unit: str
    reason: str = ""
    remarks: tuple[Finding, ...] = ()
