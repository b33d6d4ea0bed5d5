"""What is coloured, hidden and isolated."""

from twin.model.overlay import NO_DATA
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, said


def test_that_colours_follow_the_rows_shown(opened: Workspace, settled: Settle) -> None:
    opened.colour_by("condition")
    assert opened.colouring is not None
    assert len(opened.colouring.classes) == 3
    assert opened.colouring.classes[2] == NO_DATA

    opened.enter_building("b01")
    settled()
    assert opened.colouring is None
    opened.colour_by("u_value")
    assert opened.model is not None
    assert len(opened.colouring.classes) == len(opened.model.elements)

    opened.leave_building()
    assert opened.overlay == "condition"
    assert len(opened.colouring.classes) == 3


def test_that_only_overlays_that_fit_are_offered(entered: Workspace) -> None:
    in_building = {c.name for c in entered.overlays}
    entered.leave_building()
    in_portfolio = {c.name for c in entered.overlays}

    assert {"condition", "u_value", "storey", "ifc_class", "open_work_orders"} <= in_building
    assert {"condition", "energy_use", "open_work_orders"} <= in_portfolio
    assert "u_value" not in in_portfolio


def test_that_an_unknown_overlay_is_a_notice_and_the_colours_stay(opened: Workspace) -> None:
    opened.colour_by("condition")
    before = opened.colouring

    opened.colour_by("no such thing")

    assert (opened.overlay, opened.colouring) == ("condition", before)
    assert "no overlay called no such thing" in said(opened)
    opened.notices.clear()


def test_that_showing_all_undoes_every_hiding(entered: Workspace) -> None:
    assert entered.model is not None
    a, b, *_ = (e.key for e in entered.model.elements)

    entered.hide(frozenset((a,)))
    entered.hide(frozenset((b,)))
    entered.isolate(frozenset((b,)))
    entered.show_storey("x")
    assert entered.hidden == {a, b}
    assert (entered.isolated, entered.storey) == (frozenset((b,)), "x")
    entered.show_all()

    assert not entered.visibility.hidden_rows(entered.model.elements).any()
    assert not entered.xray
