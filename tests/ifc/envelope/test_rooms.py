"""Shapes of rooms, which of them are heated, and the envelope on disk."""

from pathlib import Path

import numpy as np
import pytest

from twin.ifc import plain
from twin.ifc.elements.records import Records, read_records
from twin.ifc.elements.rooms import Body, Room
from twin.ifc.envelope.heated import RoomKind, room_kinds
from twin.ifc.envelope.room_cells import Grid, stamped
from twin.ifc.source.reader import open_ifc
from twin.model.building import Georeference, MaterialLayer, Space

from .houses import box_room, found, plain_house

GRID = Grid(np.zeros(3), 0.25, (40, 40, 16))


def records_with(*spaces: Space, rooms: tuple[Room, ...] = ()) -> Records:
    return Records(
        (), (), (), spaces, (), Georeference(), "metre", 1.0, 0.0, (), rooms=rooms
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Stue", RoomKind.HEATED), ("Klasserom 101", RoomKind.HEATED),
        ("Teknisk rom", RoomKind.HEATED), ("Garasje", RoomKind.UNHEATED),
        ("P-kjeller parkering", RoomKind.UNHEATED), ("Kaldt loft", RoomKind.UNHEATED),
        ("Tiefgarage", RoomKind.UNHEATED), ("Crawl space", RoomKind.UNHEATED),
        ("Balkong 2", RoomKind.OTHER), ("Roof", RoomKind.OTHER),
        ("Outdoor Patio", RoomKind.OTHER), ("Roof office", RoomKind.HEATED),
    ],
)  # fmt: skip
def test_that_names_tell_which_rooms_are_heated(name: str, kind: RoomKind) -> None:
    records = records_with(Space("a", "1", name, "", 20.0, 50.0))

    assert room_kinds(records).kinds == (kind,)


def test_that_a_room_the_file_calls_external_is_not_counted() -> None:
    records = records_with(
        Space("a", "1", "Stue", "", 20.0, 50.0), rooms=(Room(is_external=True),)
    )

    assert room_kinds(records).kinds == (RoomKind.OTHER,)


def test_that_a_body_fills_its_cells() -> None:
    (body,) = box_room((1.0, 2.0, 0.5), (5.0, 6.0, 3.0)).bodies

    cells = stamped(GRID, [(1, (body,))])

    assert cells.sum() * 0.25**3 == pytest.approx(4.0 * 4.0 * 2.5)
    assert cells[8, 12, 6] == 1
    assert cells[2, 12, 6] == 0


def test_that_a_half_space_cuts_a_body() -> None:
    (body,) = box_room((1.0, 2.0, 0.5), (5.0, 6.0, 3.0)).bodies
    cut = Body(body.fans, np.array([[(0.0, 0.0, 2.0), (0.0, 0.0, 1.0)]]))

    cells = stamped(GRID, [(1, (cut,))])

    assert cells.sum() * 0.25**3 == pytest.approx(4.0 * 4.0 * 1.5)


def test_that_hollow_faces_that_overlap_leave_their_hole_free() -> None:
    (outer,) = box_room((1.0, 1.0, 0.0), (6.0, 6.0, 2.0)).bodies
    (hole,) = box_room((3.0, 3.0, 0.0), (4.0, 4.0, 2.0)).bodies
    body = Body(np.concatenate((outer.fans, hole.fans)), outer.cuts)

    assert stamped(GRID, [(1, (body,))]).sum() * 0.25**3 == pytest.approx((25.0 - 1.0) * 2.0)


@pytest.mark.parametrize(
    ("file", "rooms", "volume"),
    [("AC20-FZK-Haus_webifc.ifc", 7, 470.8), ("office_A_20110811_2x3.ifc", 99, 8608.0)],
)
def test_that_rooms_of_real_models_have_their_volume(
    corpus: Path, tmp_path: Path, file: str, rooms: int, volume: float
) -> None:
    records = read_records(open_ifc(corpus / "ifc" / file, tmp_path))
    bodies = [body for room in records.rooms for body in room.bodies]
    corners = np.concatenate([body.fans.reshape(-1, 3) for body in bodies])
    size = 0.2
    shape = np.ceil(np.ptp(corners, axis=0) / size).astype(int)
    grid = Grid(corners.min(axis=0), size, (int(shape[0]), int(shape[1]), int(shape[2])))

    cells = stamped(grid, [(1, room.bodies) for room in records.rooms])

    assert sum(bool(room.bodies) for room in records.rooms) == rooms
    assert cells.sum() * size**3 == pytest.approx(volume, rel=0.06)


def test_that_layers_of_a_real_model_are_listed_across_its_walls(
    corpus: Path, tmp_path: Path
) -> None:
    records = read_records(open_ifc(corpus / "ifc" / "duplex_A_2x3.ifc", tmp_path))
    walls = [i for i, e in enumerate(records.elements) if e.ifc_class == "IfcWallStandardCase"]
    axes = np.array([records.layer_axes[row] for row in walls])

    assert np.linalg.norm(axes, axis=1) == pytest.approx(1.0)
    assert np.abs(axes[:, 2]).max() < 1e-6


def test_that_an_envelope_comes_back_from_disk_as_it_was(tmp_path: Path) -> None:
    house = plain_house()
    layers = (MaterialLayer("Betong", 0.2), MaterialLayer("Xyz", 0.05))
    house.add("clad", "IfcWall", ((0.0, 8.0, 0.0), (10.0, 8.25, 3.0)), layers=layers)
    written = found(house)

    plain.write_envelope(tmp_path / "envelope", written)
    read = plain.read_envelope(tmp_path / "envelope")

    assert read is not None
    assert read.adjacency == written.adjacency
    assert read.u_origin == written.u_origin
    assert repr(read.constructions) == repr(written.constructions)
    assert read.gross_area is not None
    assert np.array_equal(read.gross_area, np.asarray(written.gross_area))
    assert read.internal is not None
    assert written.internal is not None
    assert np.array_equal(read.internal.area, written.internal.area)
    assert read.exposed_perimeter == written.exposed_perimeter
