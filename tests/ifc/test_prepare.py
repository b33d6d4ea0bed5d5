"""Welding, split normals and feature edges."""

import numpy as np

from twin.ifc.geometry.prepare import prepare

SQUARES = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], float)
CUBE = np.array([t for a, b, c, d in SQUARES for t in ((a, b, c), (a, c, d))], np.int32)


def of_one(vertices: np.ndarray, faces: np.ndarray):
    return prepare(vertices, faces.astype(np.int32), np.zeros(len(vertices), np.int32))


def outward(made) -> bool:
    corner = made.vertices[made.faces]
    flat = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    return bool(
        (np.einsum("ij,ij->i", flat, corner.mean(axis=1) - made.vertices.mean(0)) > 0).all()
    )


def test_that_a_cube_has_three_normals_at_each_corner_and_twelve_edges():
    made = of_one(CORNERS, CUBE)

    assert len(made.vertices) == 24
    assert len(made.faces) == 12
    assert len(made.edges) == 12
    assert np.allclose(np.abs(made.normals).max(axis=1), 1.0)


def test_that_an_inside_out_solid_is_turned():
    assert outward(of_one(CORNERS, CUBE))
    assert outward(of_one(CORNERS, CUBE[:, ::-1]))


def test_that_an_open_surface_keeps_its_side():
    made = of_one(CORNERS, np.array([(0, 1, 3)]))

    assert made.faces.tolist() == [[0, 1, 2]]
    assert len(made.edges) == 3


def test_that_vertices_closer_than_the_weld_distance_become_one():
    apart = CORNERS[CUBE.reshape(-1)] + 1e-6 * np.tile([0, 1, -1], 12)[:, None]

    made = of_one(apart, np.arange(36).reshape(-1, 3))

    assert len(made.vertices) == 24
    assert len(made.edges) == 12


def test_that_a_round_wall_is_smooth_and_its_rims_are_edges():
    n = 24
    angle = np.linspace(0, 2 * np.pi, n, endpoint=False)
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    vertices = np.concatenate([np.c_[ring, np.zeros(n)], np.c_[ring, np.ones(n)]])
    here, after = np.arange(n), np.roll(np.arange(n), -1)
    faces = np.concatenate([np.c_[here, after, after + n], np.c_[here, after + n, here + n]])

    made = of_one(vertices, faces)

    assert len(made.vertices) == 2 * n
    assert len(made.edges) == 2 * n
    assert np.allclose(made.normals[:, 2], 0.0, atol=1e-6)


def test_that_surfaces_are_kept_apart():
    vertices = np.concatenate([CORNERS, CORNERS])
    faces = np.concatenate([CUBE, CUBE + 8])

    made = prepare(vertices, faces, np.repeat(np.arange(2, dtype=np.int32), 8))

    assert made.vertex_start.tolist() == [0, 24, 48]
    assert made.face_start.tolist() == [0, 12, 24]
    assert made.edge_start.tolist() == [0, 12, 24]
    assert (made.faces[12:] >= 24).all()


def test_that_faces_without_area_are_dropped():
    faces = np.concatenate([CUBE, [(0, 0, 1), (2, 3, 3)]])

    assert len(of_one(CORNERS, faces).faces) == 12


def test_that_nothing_gives_nothing():
    made = prepare(np.zeros((0, 3)), np.zeros((0, 3), np.int32), np.zeros(0, np.int32))

    assert len(made.faces) == 0


def test_that_neighbouring_surfaces_never_share_a_vertex():
    n = 40
    step = 1e-4  # one weld distance: the next surface is where the one before was, moved by one
    shift = np.array([step, 0.0, 0.0])
    vertices = np.concatenate([CORNERS + shift * (n - k) for k in range(n)])
    faces = np.concatenate([CUBE + 8 * k for k in range(n)])

    made = prepare(vertices, faces.astype(np.int32), np.repeat(np.arange(n, dtype=np.int32), 8))

    owner = np.repeat(np.arange(n), np.diff(made.vertex_start))
    assert made.vertex_start[-1] == 24 * n
    assert (owner[made.faces] == np.repeat(np.arange(n), 12)[:, None]).all()
