"""What a long read reports while it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from twin.model.building import Building, BuildingModel, Element
from twin.model.finding import Finding
from twin.model.footprint import Footprint
from twin.model.mesh import MeshBatch
from twin.model.proposal import Proposal
from twin.model.thermal import HourlyWeather


class Progress(Protocol):
    """Handed to every job; the job calls it often and stops when asked to."""

    def report(self, fraction: float, text: str) -> None:
        """Say how far the job is (0 to 1, NaN if unknown).

        Raises
        ------
        twin.errors.Cancelled
            If the user stopped the job.
        """
        ...


OnPortion = Callable[[MeshBatch, tuple[Element, ...]], None]
"""Called with each arriving portion of a model: its triangles and, so far, all elements."""


class Silent:
    """Progress that nobody watches."""

    def report(self, fraction: float, text: str) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class ImportedRecords:
    """What an importer found in one file; storing it is not its business.

    buildings : for a model one building as guessed from the file, with ``building_id`` "".
        Its footprint is in EPSG:25832 where the file says where it lies, else around (0, 0).
    model : the building's model, None for other files.
    proposals : suppliers' proposals, not accepted.
    remarks : what was guessed where the file is silent; templates with the building's `name`.
    weather : one year of hours, None for other files.
    footprints : places of buildings; passed_over : how many things of the file have none.
    findings : what is wrong with the file or was done otherwise.
    """

    buildings: tuple[Building, ...] = ()
    model: BuildingModel | None = None
    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[str, ...] = ()
    weather: HourlyWeather | None = None
    footprints: tuple[Footprint, ...] = ()
    passed_over: int = 0
    findings: tuple[Finding, ...] = ()


@runtime_checkable
class Importer(Protocol):
    """One kind of file. suffixes: lower case with the dot."""

    label: str
    suffixes: tuple[str, ...]

    def read(self, path: Path, cache: Path | None, progress: Progress) -> ImportedRecords:
        """Everything usable in the file.

        Raises
        ------
        twin.errors.UnreadableFile
            If nothing is usable; the reason is for the user.
        """
        ...
