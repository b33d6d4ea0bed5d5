"""The register of a portfolio beside its buildings: properties, components, documents, sensors."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from twin.model.classification import NS_3451


@dataclass(frozen=True, slots=True)
class Property:
    """A piece of land with buildings on it.

    municipality : four digits, for example 4601.
    cadastral_number : gnr/bnr, with fnr and snr where there are any.
    """

    property_id: str
    name: str
    municipality: str = ""
    cadastral_number: str = ""
    address: str = ""
    owner_unit: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """A part or plant of a building that is looked after, with or without an IFC element.

    global_id : of the IFC element, "" if none.  space_id : GlobalId of the space, "" if none.
    component_type : what failures are counted by, for example ``air handling unit``.
    quantity : NaN if unknown. [`unit`]
    life_* : service life; NaN if unknown. [year]
    replacement_* : cost of replacing all of it at `price_year`; NaN if unknown. [NOK]
    source : where the record comes from.
    """

    component_id: str
    building_id: str
    name: str
    part_code: str = ""
    part_table: str = NS_3451
    component_type: str = ""
    global_id: str = ""
    space_id: str = ""
    tag: str = ""
    manufacturer: str = ""
    model_reference: str = ""
    serial_number: str = ""
    installed_year: int = 0
    quantity: float = np.nan
    unit: str = ""
    life_low: float = np.nan
    life_central: float = np.nan
    life_high: float = np.nan
    replacement_low: float = np.nan
    replacement_central: float = np.nan
    replacement_high: float = np.nan
    price_year: int = 0
    warranty_until: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document about a building, element or space; where it lies, never opened by itself.

    place : path or address.  sha256 : of the copy in the portfolio folder, "" if there is none.
    """

    document_id: str
    building_id: str
    title: str
    kind: str = ""
    global_id: str = ""
    part_code: str = ""
    part_table: str = NS_3451
    place: str = ""
    sha256: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Sensor:
    """A sensor; its readings are a series under `sensor_id`.

    quantity : for example ``temperature``, ``CO2``.  unit : for example ``degree C``.
    low, high : range in which all is well; NaN if none is given. [`unit`]
    """

    sensor_id: str
    building_id: str
    name: str
    quantity: str
    unit: str
    global_id: str = ""
    space_id: str = ""
    low: float = np.nan
    high: float = np.nan


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of the portfolio or of a building that can be called up again.

    building_id : "" for a view of the portfolio.  content : JSON of camera, overlay, filters.
    """

    view_id: str
    building_id: str
    name: str
    position: int = 0
    content: str = "{}"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A topic that people talk about, as BCF has them. places: GlobalIds."""

    issue_id: str
    building_id: str
    title: str
    description: str = ""
    status: str = "open"
    priority: str = ""
    author: str = ""
    assigned_to: str = ""
    created_on: date | None = None
    due_on: date | None = None
    places: tuple[str, ...] = ()
    view_id: str = ""
