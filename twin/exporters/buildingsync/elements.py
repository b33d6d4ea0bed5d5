"""Small pieces of the XML."""

import math
import re
from xml.etree import ElementTree

from twin.exporters.harmless import printable

NAMESPACE = "http://buildingsync.net/schemas/bedes-auc/2019"
VERSION = "2.7.0"
Element = ElementTree.Element
_NO_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
MMBTU = 293.07107017222  # kWh, International Table
SQUARE_FOOT = 0.09290304  # m2


def add(parent: Element, name: str, text: str = "") -> Element:
    """A new last child; what XML cannot hold is taken out of its text."""
    made = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    if text:
        made.text = " ".join(printable(text).split())
    return made


def add_number(parent: Element, name: str, value: float, decimals: int = 2) -> None:
    """A number, nothing where it is not known."""
    if math.isfinite(value):
        add(parent, name, f"{value:.{decimals}f}")


def add_fields(parent: Element, fields: list[tuple[str, str]]) -> None:
    """What the schema has no element for, under names of our own."""
    if not fields:
        return
    holder = add(parent, "UserDefinedFields")
    for name, value in fields:
        field = add(holder, "UserDefinedField")
        add(field, "FieldName", name)
        add(field, "FieldValue", value)


def link_building(parent: Element, building: str) -> None:
    """That something is about a building."""
    kind = add(add(parent, "LinkedPremises"), "Building")
    add(kind, "LinkedBuildingID").set("IDref", building)


def own_id(*parts: str) -> str:
    """An id the schema takes, from parts that are distinct together."""
    return "-".join(_NO_NAME.sub("_", part) for part in parts)
