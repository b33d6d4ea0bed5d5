"""BuildingSync 2.7.0, its licence beside it; gbXML, which it imports, as a stub of five names."""

import gzip
from functools import cache
from pathlib import Path

from xmlschema import XMLSchema

FOLDER = Path(__file__).parent / "schema"


@cache
def buildingsync_schema() -> XMLSchema:
    """The schema, from this folder alone: no address is asked for."""
    text = gzip.decompress((FOLDER / "BuildingSync-2.7.0.xsd.gz").read_bytes()).decode()
    return XMLSchema(text, base_url=str(FOLDER), allow="local", use_fallback=False)


def faults(data: bytes) -> list[str]:
    """What the schema says against a file, with the place; [] where it passes."""
    return [f"{e.path}: {e.reason}" for e in buildingsync_schema().iter_errors(data.decode())]
