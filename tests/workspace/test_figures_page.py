"""Every default says where it is from, of when that is, and how far it was checked."""

import re
import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "figures.py"
FIGURES = runpy.run_path(str(SCRIPT))
TABLES = FIGURES["_tables"]()
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
DOUBT = re.compile(r"not checked|undated|second hand|adjusted|stimate|ssum|guess", re.IGNORECASE)
UNDATED = {"archetypes.csv", "blinds.csv", "envelope_by_era.csv", "known_values.csv"}
"""Tables without a column for date and status: the words of their sources tell."""


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_that_every_default_has_a_source_and_a_status(table):
    found = list(FIGURES["origins"](table))

    assert found
    for origin in found:
        assert len(origin.source) > 10, origin
        assert origin.status in FIGURES["STATUSES"], origin


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_that_every_source_is_dated(table):
    for origin in FIGURES["origins"](table):
        if table.name not in UNDATED:
            assert DATE.fullmatch(origin.date), origin


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_that_what_nobody_checked_says_so_in_words(table):
    for origin in FIGURES["origins"](table):
        if origin.status == "second hand":
            assert DOUBT.search(origin.source), origin
        if origin.status in ("read", "confirmed", "definition", "computed"):
            assert not origin.source.startswith(("Estimate", "Assum")), origin
            assert "not checked" not in origin.source, origin


def test_that_the_page_of_figures_is_what_the_tables_say():
    written = FIGURES["PAGE"].read_text(encoding="utf-8")

    assert written == FIGURES["page"](), "run: python scripts/figures.py"


def test_that_a_row_without_a_status_is_judged_by_its_words():
    judged = FIGURES["_by_words"]

    assert judged("Estimate, not checked against a published source.") == "estimate"
    assert (
        judged("EN 1234:2020, table 3; not checked against the published table.") == "second hand"
    )
    assert judged("NVE, EBM 1.2.0 (2026): 4.") == "read"
