"""Who wrote what into a copy, and identifiers that are the same the next time."""

import uuid
from datetime import UTC, datetime

import ifcopenshell
import ifcopenshell.guid

from twin.model.write_back import SCENARIO, WriteBack

IDENTIFIER = "Twin-write-back"
"""Of the IfcApplication by which an earlier write-back is found again."""
SCENARIO_IDENTIFIER = "Twin-scenario"
_SPACE = uuid.UUID("6b0f6a3c-0d3b-5b8e-9c52-8f1f3f2f4a77")
Entity = ifcopenshell.entity_instance


def stable_id(*parts: str) -> str:
    """The GlobalId of what these texts name, the same in every copy."""
    return ifcopenshell.guid.compress(uuid.uuid5(_SPACE, "\x1f".join(parts)).hex)


def make_history(file: ifcopenshell.file, what: WriteBack) -> Entity:
    """The IfcOwnerHistory of everything that is added."""
    second = int(datetime.fromisoformat(what.at).replace(tzinfo=UTC).timestamp())
    organization = file.create_entity("IfcOrganization", Name=what.portfolio or what.program)
    person = file.create_entity("IfcPerson", FamilyName=what.who or what.program)
    user = file.create_entity("IfcPersonAndOrganization", person, organization)
    application = _application(file, what, organization)
    return file.create_entity(
        "IfcOwnerHistory",
        OwningUser=user,
        OwningApplication=application,
        ChangeAction="ADDED",
        LastModifiedDate=second,
        LastModifyingUser=user,
        LastModifyingApplication=application,
        CreationDate=second,
    )


def _application(file: ifcopenshell.file, what: WriteBack, organization: Entity) -> Entity:
    """The program; identifiers are unique in a file, so that of an earlier scenario is used."""
    is_scenario = what.purpose == SCENARIO
    identifier = f"{SCENARIO_IDENTIFIER}-{what.version}" if is_scenario else IDENTIFIER
    for known in file.by_type("IfcApplication"):
        if known.ApplicationIdentifier == identifier:
            return known
    name = f"{what.program} {what.purpose}"
    return file.create_entity("IfcApplication", organization, what.version, name, identifier)


def say_in_header(file: ifcopenshell.file, what: WriteBack, name: str) -> None:
    """Say in the header of the copy what it is and where it comes from."""
    header = file.header
    before = tuple(header.file_description.description or ())
    is_scenario = what.purpose == SCENARIO
    kept = tuple(d for d in before if is_scenario or not d.startswith(f"{what.program} "))
    said = f"{what.program} {what.version}: {what.source}"
    header.file_description.description = (*kept, said)
    header.file_name.name = name
    header.file_name.time_stamp = what.at
