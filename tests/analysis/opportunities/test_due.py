"""What of a renewal is due anyway, as the what-if and the comparison count it."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.opportunities.made_up import site
from twin.analysis.measure_effects.renewal import renewal_due
from twin.analysis.opportunities.due import Due
from twin.analysis.opportunities.offers import of_catalogue
from twin.analysis.opportunities.sites import Worn
from twin.model.proposal import Reach
from twin.workspace.catalogue import by_key
from twin.workspace.upkeep_tables import upkeep_tables

WINDOWS = of_catalogue(by_key()["window_replacement"])
REACH = Reach("window_replacement", (), 100.0, "m2")


def share(*worn: Worn, with_lives: bool = True) -> float:
    due = Due(upkeep_tables() if with_lives else None, 0.04)
    return due.share(replace(site(0), worn=worn), WINDOWS, REACH)


def windows(grade: int, **more: object) -> Worn:
    return Worn(WINDOWS.renewal_part, grade, **more)  # pyright: ignore[reportArgumentType]


def test_that_worn_windows_are_due_and_good_ones_are_not() -> None:
    assert share(windows(3), windows(2)) == 1.0
    assert share(windows(0)) == 0.0
    assert share() == 0.0


def test_that_half_of_them_worn_is_half_the_renewal_and_lives_that_end_soon_add_to_it() -> None:
    by_rule = renewal_due(np.array([3, 1], np.int32), WINDOWS.renewal_part, upkeep_tables(), 0.04)
    assert share(windows(3), windows(1)) == pytest.approx(by_rule)
    assert share(windows(3), windows(1), with_lives=False) == 0.5 <= by_rule


def test_that_other_parts_rooms_and_elements_out_of_reach_do_not_count() -> None:
    roof, room = Worn("26", 3), windows(3, is_of_space=True)
    assert share(roof, room, windows(3, global_id="x")) == 0.0
