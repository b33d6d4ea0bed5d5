"""Pictures rendered without a window: the pixels themselves."""

import numpy as np
import pytest
from colorspacious import deltaE
from scene_shapes import CLASSES, box, colouring, model_of, row_of_boxes

from twin.model.building import Building
from twin.model.overlay import NO_DATA
from twin.ui.scene.picture import (
    BuildingContent,
    ComparisonContent,
    PortfolioContent,
    render_picture,
    save_picture,
)

pytestmark = pytest.mark.gl

SIZE = (800, 520)
MIDDLE = np.s_[180:300, 340:460]  # right of the legend and above it
TOP = np.s_[:340]  # above the legend
RED, YELLOW, GREEN, DARK_GREEN = (
    np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)], float) for c in CLASSES
)


@pytest.fixture(autouse=True)
def application(qapp):
    return qapp


def share_near(picture, colour, limit=12):
    return float((np.abs(picture.astype(float) - colour).max(axis=2) < limit).mean())


def rendered(content, theme="light", size=SIZE):
    picture = render_picture(size, theme, content)
    assert picture.shape == (size[1], size[0], 3)
    return picture


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_every_face_has_the_colour_of_the_legend_within_two_delta_e(theme):
    mesh = box((0, 0, 0), (6, 6, 6))

    for index, expected in enumerate((RED, YELLOW, GREEN, DARK_GREEN)):
        picture = rendered(BuildingContent(mesh, colouring([index])), theme)
        middle = picture[MIDDLE].reshape(-1, 3)
        near = np.abs(middle - expected).max(axis=1) < 40  # the rest are drawn edges
        difference = deltaE(middle[near], expected[None], input_space="sRGB255")
        assert near.mean() > 0.9
        assert difference.max() < 2.0


def test_that_a_hidden_element_is_not_in_the_picture():
    mesh, colours = row_of_boxes(2), colouring([0, 2])

    both = rendered(BuildingContent(mesh, colours))
    one = rendered(BuildingContent(mesh, colours, hidden=np.array([True, False])))

    assert share_near(both[TOP], RED) > 0.05
    assert share_near(one[TOP], RED) == 0


def test_that_no_data_is_neutral_and_outlined():
    picture = rendered(BuildingContent(box((0, 0, 0), (6, 6, 6)), colouring([NO_DATA])))

    middle = picture[MIDDLE].reshape(-1, 3).astype(int)
    assert (np.ptp(middle, axis=1) < 16).all()
    assert middle.mean() > 150
    assert picture[:340, 200:700].min() < 150  # its edges


def test_that_glass_lets_what_is_behind_it_through():
    wall = box((0, 2, 0), (6, 2.2, 4), element=0, colour=(200, 30, 30, 255))
    pane = box((0, 0, 0), (6, 0.1, 4), element=1, colour=(120, 180, 210, 90))
    from twin.model.mesh import joined

    content = BuildingContent(joined([wall, pane]), view="front")
    opaque = BuildingContent(joined([wall]), view="front")

    through, alone = (rendered(c)[MIDDLE].mean(axis=(0, 1)) for c in (content, opaque))

    assert through[0] > through[2] + 5
    assert through[2] > alone[2] + 5


def test_that_ghosted_elements_show_what_they_hide():
    inner = box((2, 2, 1), (4, 4, 3), element=0)
    outer = box((0, 0, 0), (6, 6, 4), element=1)
    from twin.model.mesh import joined

    mesh, colours = joined([inner, outer]), colouring([0, 2])

    hidden_by = rendered(BuildingContent(mesh, colours))
    seen_through = rendered(BuildingContent(mesh, colours, ghosted=np.array([False, True])))

    assert share_near(hidden_by[TOP], RED) == 0
    reddish = seen_through[..., 0].astype(int) - seen_through[..., 1] > 60
    assert reddish[TOP].mean() > 0.01


def test_that_a_section_is_closed_by_caps_in_the_colour_of_the_element():
    mesh, colours = box((0, 0, 0), (6, 6, 6)), colouring([0])

    picture = rendered(BuildingContent(mesh, colours, section="level", view="top"))

    middle = picture[MIDDLE].reshape(-1, 3)
    assert deltaE(middle, RED[None], input_space="sRGB255").max() < 2.0


def test_that_hidden_lines_do_not_shine_through_walls():
    behind = row_of_boxes(1)
    from twin.model.mesh import joined

    wall = box((-2, -3, -1), (6, -2.9, 6), element=1)
    lines = box((0, 1, 1), (2, 3, 3), element=2)
    colours = colouring([0, 2, 0])

    picture = rendered(BuildingContent(joined([behind, wall, lines]), colours, view="front"))

    middle = picture[MIDDLE].reshape(-1, 3)
    assert deltaE(middle, GREEN[None], input_space="sRGB255").max() < 2.0


def test_that_map_coordinates_do_not_shake_the_picture():
    near = BuildingContent(row_of_boxes(3), colouring([0, 1, 2]))
    far = BuildingContent(
        row_of_boxes(3, origin=(297_000.25, 6_700_000.75, 30.0)), colouring([0, 1, 2])
    )

    difference = np.abs(rendered(near).astype(int) - rendered(far).astype(int))

    assert (difference.max(axis=2) > 40).mean() < 0.002


def test_that_a_comparison_shows_both_colourings_side_by_side():
    mesh = model_of(row_of_boxes(1))

    picture = rendered(ComparisonContent(mesh, colouring([0]), colouring([3])))

    left, right = picture[:340, :395], picture[:340, 405:]
    assert share_near(left, RED) > 0.03
    assert share_near(right, DARK_GREEN) > 0.03
    assert share_near(right, RED) == 0


def test_that_the_portfolio_colours_its_blocks_and_counts_them_in_the_legend():
    square = ((0, 0), (20, 0), (20, 20), (0, 20))
    buildings = [
        Building(
            f"b{i}", f"B{i}", "school", height=12.0,
            footprint=tuple((297_000.0 + x + 30 * i, 6_700_000.0 + y) for x, y in square),
        )
        for i in range(3)
    ]  # fmt: skip

    picture = rendered(PortfolioContent(buildings, colouring([0, 3, NO_DATA])))

    assert share_near(picture[TOP], RED) > 0.005
    assert share_near(picture[TOP], DARK_GREEN) > 0.005
    assert share_near(picture[340:, :236], RED) > 0.002  # swatch


def test_that_an_empty_scene_gives_a_quiet_picture():
    picture = rendered(PortfolioContent([]))

    assert picture.min() > 200


def test_that_a_picture_can_be_written_and_a_bad_folder_is_said(tmp_path):
    content = BuildingContent(row_of_boxes(1))

    save_picture(tmp_path / "a.png", SIZE, "light", content)

    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(OSError, match="cannot write"):
        save_picture(tmp_path / "none" / "a.png", SIZE, "light", content)
