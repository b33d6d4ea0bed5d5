"""Buildings of a portfolio, and what an IFC model says about one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from twin.model.classification import NS_3457_3
from twin.model.envelope import Construction as Construction
from twin.model.envelope import ConstructionLayer as ConstructionLayer
from twin.model.envelope import Envelope as Envelope
from twin.model.envelope import InternalParts as InternalParts
from twin.model.finding import Finding
from twin.model.mesh import MeshBatch

PropertyValue = str | float | int | bool | None
PropertySets = Mapping[str, Mapping[str, PropertyValue]]
Polygon = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Building:
    """One building of the portfolio, with or without a model.

    building_id : stable key inside the portfolio, for example ``b07``.
    building_number : national building number (matrikkelens bygningsnummer), "" if unknown.
    category : key of `twin.model.classification.CATEGORIES`, for example ``school``.
    construction_year : NaN if unknown. [year]
    gross_floor_area : BTA; NaN if unknown. [m2]
    heated_floor_area : oppvarmet BRA; NaN if unknown. [m2]
    footprint : outline in EPSG:25832, counter-clockwise, not closed; () if unknown. [m]
    ground_level : height of the lowest floor above sea level; NaN if unknown. [m]
    height : height of the roof above `ground_level`; NaN if unknown. [m]
    energy_label : letter of the stored certificate, "" if none.
    energy_label_scheme : ``2015`` or ``2026``; a certificate keeps its scheme.
    model_sha256 : content address of the current IFC model, "" if none.
    property_id : the property it stands on, "" if unknown.
    type_code : building type in `type_table`, for example 613 for a primary school.
    kostra_function : of the municipal accounts, for example 222 for schools, "" if unknown.
    usable_area : BRA, heated or not; NaN if unknown. [m2]
    owner_unit : who in the municipality owns it.
    protection : what the protection of a listed building says, "" if none is known.
    """

    building_id: str
    name: str
    category: str
    district: str = ""
    address: str = ""
    building_number: str = ""
    construction_year: float = np.nan
    gross_floor_area: float = np.nan
    heated_floor_area: float = np.nan
    storeys: int = 0
    footprint: Polygon = ()
    ground_level: float = np.nan
    height: float = np.nan
    roof: str = "flat"
    protected: bool = False
    energy_label: str = ""
    energy_label_scheme: str = ""
    model_sha256: str = ""
    model_name: str = ""
    property_id: str = ""
    type_code: str = ""
    type_table: str = NS_3457_3
    kostra_function: str = ""
    usable_area: float = np.nan
    owner_unit: str = ""
    protection: str = ""


@dataclass(frozen=True, slots=True)
class Storey:
    """A building storey. elevation: above the building's zero level. [m]"""

    global_id: str
    name: str
    elevation: float


@dataclass(frozen=True, slots=True)
class Space:
    """A room. net_floor_area: NaN if unknown. [m2]"""

    global_id: str
    name: str
    long_name: str
    storey: str
    net_floor_area: float = np.nan
    net_volume: float = np.nan
    function: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A zone or a system. kind: ``zone`` or ``system``; members: GlobalIds."""

    global_id: str
    kind: str
    ifc_class: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One product of the model; its row number is the index used in every array.

    key : unique inside the model: the GlobalId, or GlobalId#step_id where the file repeats one.
    storey : GlobalId of its storey, "" if unknown.  space : GlobalId of its space, "" if none.
    parent : GlobalId of the aggregate it is a part of, "" if none.
    classification : NS 3451 code if known, else "".
    classification_table : the table that code belongs to, for example ``NS 3451:2022``.
    classification_source : ``reference`` | ``property`` | ``name`` | ``class default`` | "".
    """

    key: str
    global_id: str
    step_id: int
    ifc_class: str
    predefined_type: str = ""
    name: str = ""
    tag: str = ""
    type_name: str = ""
    storey: str = ""
    space: str = ""
    parent: str = ""
    classification: str = ""
    classification_source: str = ""
    classification_table: str = ""


@dataclass(frozen=True, slots=True)
class MaterialLayer:
    """One layer of a construction. thickness: NaN if unknown. [m]"""

    name: str
    thickness: float = np.nan


@dataclass(frozen=True, slots=True)
class ClassificationReference:
    """A code is always (system, edition, code)."""

    system: str
    edition: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ElementDetails:
    """What the file says about one element beyond its identity. Quantities in SI units."""

    property_sets: PropertySets = field(default_factory=dict[str, Mapping[str, PropertyValue]])
    quantity_sets: Mapping[str, Mapping[str, float]] = field(
        default_factory=dict[str, Mapping[str, float]]
    )
    layers: tuple[MaterialLayer, ...] = ()
    classifications: tuple[ClassificationReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Georeference:
    """Where the model's zero lies on earth.

    source : ``map conversion`` | ``site`` | "".
    crs : for example ``EPSG:25832``, "" if unknown.
    eastings, northings, height : map position of the model's zero, NaN if unknown. [m]
    rotation : map east to model x, counter-clockwise. [degree]
    scale : map units per model metre.
    latitude, longitude : of the site, NaN if unknown. [degree]
    """

    source: str = ""
    crs: str = ""
    eastings: float = np.nan
    northings: float = np.nan
    height: float = np.nan
    rotation: float = 0.0
    scale: float = 1.0
    latitude: float = np.nan
    longitude: float = np.nan


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """What `twin info` prints about a file.

    status : ``ok`` | ``partial`` | ``refused``.  reason : a sentence, "" when ok.
    products : IfcProduct instances except openings, spaces, ports, grids and spatial structure.
    with_body : those of them that have a body representation.
    drawn : those of `with_body` that have at least one triangle.
    units : length unit of the file, for example ``millimetre``.
    """

    schema: str = ""
    exporter: str = ""
    status: str = "refused"
    reason: str = ""
    products: int = 0
    with_body: int = 0
    drawn: int = 0
    triangles: int = 0
    storeys: int = 0
    spaces: int = 0
    georeference: Georeference | None = None
    units: str = ""
    seconds: float = np.nan
    peak_memory_mb: float = np.nan


REFUSED = "file-refused"
NOT_DRAWN = "elements-not-drawn"
SHORTFALLS = (
    REFUSED, "truncated", "details-not-read", "missing-instances", "unread-instances",
    "neighbouring-schema", "read-again", NOT_DRAWN,
)  # fmt: skip
"""Codes of findings for which a model is not ``ok``, the gravest first."""


@dataclass(frozen=True, slots=True, eq=False)
class BuildingModel:
    """An IFC model as the program uses it: records, arrays and what is wrong with it.

    details : one per element; may be read from disk when first asked for.
    true_north : angle from the model's y to true north, clockwise; 0 where it does not say.
        [degree]
    """

    summary: ModelSummary
    elements: tuple[Element, ...]
    storeys: tuple[Storey, ...]
    spaces: tuple[Space, ...]
    groups: tuple[Group, ...]
    mesh: MeshBatch
    details: Sequence[ElementDetails]
    envelope: Envelope | None
    findings: tuple[Finding, ...]
    true_north: float = 0.0

    @property
    def shortfall(self) -> Finding | None:
        """The finding that says why not all of the file is here, None if it is."""
        found = {f.code: f for f in reversed(self.findings)}
        return next((found[code] for code in SHORTFALLS if code in found), None)
