"""The models that are compared: four of the corpus and the twelve of the sample."""

import os
from dataclasses import dataclass
from pathlib import Path

from twin.ifc.load import load_model
from twin.model.building import BuildingModel, Envelope

CORPUS = {
    "FZK-Haus": "AC20-FZK-Haus_webifc.ifc",
    "Office A": "office_A_20110811_2x3.ifc",
    "Duplex": "duplex_A_2x3.ifc",
    "SampleHouse4": "SampleHouse4_xbim_IFC4.ifc",
}
_BESIDE = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "corpus"


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A model with its envelope and the file it was read from."""

    name: str
    path: Path
    model: BuildingModel
    envelope: Envelope


def corpus_folder() -> Path | None:
    """Folder of real files, None where it is absent."""
    folder = Path(os.environ.get("TWIN_CORPUS", _BESIDE))
    return folder if folder.is_dir() else None


def corpus_cases(folder: Path) -> list[Case]:
    """The four models of the corpus that are there."""
    paths = {name: folder / "ifc" / file for name, file in CORPUS.items()}
    return [_case(name, path) for name, path in paths.items() if path.is_file()]


def sample_cases(scratch: Path, buildings: int = 12) -> list[Case]:
    """Models of the sample buildings, written into `scratch`."""
    from twin.sample.model.writer import write_model
    from twin.sample.plans.catalogue import PLANS

    cases = []
    for plan in PLANS[:buildings]:
        path = scratch / f"{plan.building_id}.ifc"
        write_model(plan, path)
        cases.append(_case(plan.name, path))
    return cases


def _case(name: str, path: Path) -> Case:
    model = load_model(path, None)
    if model.envelope is None:
        raise ValueError(f"{name}: no envelope was found: {model.summary.reason}")
    return Case(name, path, model, model.envelope)
