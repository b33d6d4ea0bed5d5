"""What importers find in files, and what they say of files that are no use."""

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from workspace.small_model import write_small_model

from twin.errors import TwinError, UnreadableFile
from twin.importers.ifc_file import GUESSED
from twin.importers.ifc_file import IMPORTER as IFC
from twin.importers.proposal_file import IMPORTER as PROPOSAL
from twin.model.building import Building
from twin.model.importing import Importer, Silent
from twin.workspace.importing import accepted_suffixes, importers, placed, read_file

OFFER = {
    "format": "partnership-proposal", "version": "1.0", "id": "no.example.a", "title": "Walls",
    "supplier": {"name": "Vegg AS"},
    "validity": {"until": "2027-12-31", "price_year": 2026, "currency": "NOK", "vat": "excl"},
    "measures": [
        {
            "id": "m1", "title": "Walls", "target": {"ifc_classes": ["IfcWall"]},
            "effects": [{"kind": "u_value", "value": 0.2, "unit": "W/(m2 K)"}],
            "cost": {"per": "count", "unit_cost": 1000}, "life_years": 40,
        }
    ],
}  # fmt: skip


def test_that_every_importer_keeps_the_contract() -> None:
    assert set(importers()) == {"ifc_file", "proposal_file", "weather_file"}
    assert all(isinstance(i, Importer) for i in importers().values())
    expected = {".csv", ".epw", ".ifc", ".ifczip", ".json", ".pproposal", ".txt"}
    expected |= {".geojson", ".cityjson"}
    assert set(accepted_suffixes()) == expected


@pytest.mark.parametrize("importer", [IFC, PROPOSAL])
@pytest.mark.parametrize("content", [b"", b"{", b"ISO-10303-21;\nHEADER;", b"PK\x03\x04broken"])
def test_that_unusable_files_are_a_sentence(
    importer: Importer, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"file{importer.suffixes[0]}"
    path.write_bytes(content)

    with pytest.raises(UnreadableFile) as caught:
        importer.read(path, None, Silent())

    assert "Traceback" not in str(caught.value)
    assert "{" not in str(caught.value).replace('"{', "")


@pytest.mark.parametrize("importer", [IFC, PROPOSAL])
def test_that_a_missing_file_is_a_sentence(importer: Importer, tmp_path: Path) -> None:
    with pytest.raises(TwinError):
        importer.read(tmp_path / f"gone{importer.suffixes[0]}", None, Silent())


def test_that_a_model_gives_its_building(tmp_path: Path) -> None:
    path = write_small_model(tmp_path / "lia_barnehage-2019.ifc")

    records = IFC.read(path, tmp_path / "cache", Silent())

    (building,) = records.buildings
    assert records.model is not None
    assert records.model.summary.drawn == 6
    assert (building.name, building.category) == ("Lia barnehage 2019", "kindergarten")
    assert building.storeys == 1
    assert building.ground_level == pytest.approx(40.0, abs=0.31)
    assert building.height == pytest.approx(3.3, abs=0.31)
    assert np.isnan(building.construction_year)


def test_that_a_use_named_nowhere_is_a_guess_the_user_hears_of(tmp_path: Path) -> None:
    named = IFC.read(write_small_model(tmp_path / "lia skole.ifc"), None, Silent())
    nameless = IFC.read(write_small_model(tmp_path / "house.ifc"), None, Silent())

    assert (named.buildings[0].category, named.remarks) == ("school", ())
    assert (nameless.buildings[0].category, nameless.remarks) == ("office", (GUESSED,))


def test_that_the_footprint_lies_on_the_map(tmp_path: Path) -> None:
    path = write_small_model(tmp_path / "house.ifc")

    (building,) = IFC.read(path, None, Silent()).buildings

    corners = {(round(x, 2), round(y, 2)) for x, y in building.footprint}
    assert corners == {
        (297_000.0, 6_700_000.0), (297_010.0, 6_700_000.0), (297_010.0, 6_700_008.0),
        (297_000.0, 6_700_008.0),
    }  # fmt: skip


def test_that_a_proposal_is_read_from_json_and_from_a_zip(tmp_path: Path) -> None:
    plain, zipped = tmp_path / "offer.json", tmp_path / "offer.pproposal"
    plain.write_text(json.dumps(OFFER))
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("proposal.json", json.dumps(OFFER))
        archive.writestr("evidence/målinger.csv", "1;2")

    from_plain = PROPOSAL.read(plain, None, Silent()).proposals
    from_zip = PROPOSAL.read(zipped, None, Silent()).proposals

    own = {"sha256": hashlib.sha256(zipped.read_bytes()).hexdigest()}
    assert replace(from_plain[0], **own) == from_zip[0]
    assert (from_plain[0].title, from_plain[0].accepted) == ("Walls", False)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["offer.json", "offer.pproposal"]


def test_that_a_plain_zip_is_taken_for_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    model, offer, other = (tmp_path / f"{name}.zip" for name in ("model", "offer", "other"))
    house = write_small_model(tmp_path / "house.ifc")
    for path, name, content in (
        (model, "house.ifc", house.read_bytes()),
        (offer, "proposal.json", json.dumps(OFFER).encode()),
        (other, "holiday.jpg", b"jpg"),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, content)

    found = read_file(tmp_path, model).model
    assert found is not None
    assert found.summary.drawn == 6
    assert read_file(tmp_path, offer).proposals[0].title == "Walls"
    with pytest.raises(UnreadableFile, match="not a file that can be imported"):
        read_file(tmp_path, other)


def test_that_a_zip_bomb_is_refused_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pproposal"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("proposal.json", b" " * 60_000_000)

    with pytest.raises(UnreadableFile, match="unpacks to more than"):
        PROPOSAL.read(path, None, Silent())


def square(x: float, y: float) -> Building:
    return Building("", "", "school", footprint=((x, y), (x + 10, y), (x + 10, y + 8), (x, y + 8)))


def test_that_a_building_near_the_others_stays_where_it_is() -> None:
    building = square(297_500.0, 6_700_000.0)

    assert placed(building, (square(297_000.0, 6_700_000.0),)) == (building, False)


@pytest.mark.parametrize("x", [0.0, 900_000.0])
def test_that_a_building_from_nowhere_stands_beside_the_others(x: float) -> None:
    others = (square(297_000.0, 6_700_000.0), square(297_100.0, 6_700_000.0))

    moved, is_moved = placed(square(x, 0.0), others)

    assert is_moved
    assert min(east for east, _ in moved.footprint) == pytest.approx(297_150.0)


def test_that_two_buildings_from_nowhere_do_not_overlap() -> None:
    first = square(0.0, 0.0)

    second, _ = placed(square(0.0, 0.0), (first,))

    assert min(x for x, _ in second.footprint) > max(x for x, _ in first.footprint)
