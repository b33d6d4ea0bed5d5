"""Making very many records: no search for cycles meanwhile."""

import gc

import pytest

from twin.workspace.in_bulk import in_bulk


def test_that_the_search_for_cycles_waits_for_the_last_one() -> None:
    assert gc.isenabled()
    with in_bulk():
        with in_bulk():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_what_was_off_stays_off() -> None:
    gc.disable()
    try:
        with in_bulk():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_that_it_goes_on_after_a_failure() -> None:
    with pytest.raises(ValueError, match="no"), in_bulk():
        raise ValueError("no")
    assert gc.isenabled()
