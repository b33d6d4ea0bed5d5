"""Open an IFC file: what container, which schema, is it whole, what had to be repaired."""

from dataclasses import dataclass
from pathlib import Path

import ifcopenshell

from twin.model.finding import Finding


@dataclass(frozen=True, slots=True, eq=False)
class OpenedFile:
    """A parsed file and everything that was noticed on the way.

    file : the parsed file; never leaves `twin.ifc`.
    path : the STEP file that was parsed: the original, or a copy in the scratch folder. Another
        process may open it again with ``ifcopenshell.open(path, format=".ifc")``.
    schema : schema it was read under, for example ``IFC4``.
    declared_schema : schema its header names, for example ``IFC4X2``.
    exporter : program that wrote it, "" if unknown.
    status : ``ok`` | ``partial``.
    reason : a sentence, "" when ok.
    """

    file: ifcopenshell.file
    path: Path
    schema: str
    declared_schema: str
    exporter: str
    status: str
    reason: str
    findings: tuple[Finding, ...]


def open_ifc(path: Path, scratch: Path) -> OpenedFile:
    """Open `path`; copies that are needed are written into the folder `scratch`.

    Raises
    ------
    UnreadableFile
        If nothing can be taken from the file; says what it is and what to do.
    """
    file = ifcopenshell.open(path, format=".ifc")
    return OpenedFile(file, path, file.schema_identifier, file.schema_identifier, "", "ok", "", ())
