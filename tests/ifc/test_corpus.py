"""Real files: every one ends well, and what web-ifc draws is drawn."""

from pathlib import Path

import pytest

from twin.ifc.load import load_model

DRAWN = {
    "ifc/AC20-FZK-Haus_webifc.ifc": (83, 83),
    "ifc/bsi43_grid-placement.ifc": (35, 35),
    "ifc/bsi43_linear-placement-of-signal.ifc": (25, 25),
    "ifc/bentley_test2_4x3.ifc": (42, 42),
    "ifc/NO_TeklaModell_bru.ifc": (28, 28),
    "ifc/obim_ADT-FZK-Haus-2005-2006.ifc": (48, 48),
    "ifc/ios_large_offset.ifc": (8, 8),
    "ifc/pcert_Building-Hvac.ifc": (5, 5),
    "ifc/acca_rfi_signalling_4x3.ifc": (225, 225),
}
"""Products with a body, and drawn, of a fast part of the corpus."""

HARMLESS = (
    "bad/made_truncated_duplex.ifc", "bad/made_zero_size.ifc", "bad/obim_SixSpaces.ifcxml",
    "bad/lfs_pointer_Duplex_A_20110907.ifc", "bad/stepparser_fail_double_comma.ifc",
    "bad/ios_444--beam--segfault--augmented.ifc", "bad/obim_errorfile.ifc",
    "bad/xbimgeom_FailingGeom.ifc", "bad/ios_796--wall--no-geometry.ifc",
)  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_that_every_body_of_a_real_file_is_drawn(corpus: Path, name: str):
    summary = load_model(corpus / name, None).summary

    assert summary.status in ("ok", "partial")
    assert (summary.with_body, summary.drawn) == DRAWN[name]
    assert summary.peak_memory_mb < 3000.0


@pytest.mark.parametrize("name", HARMLESS)
def test_that_a_bad_file_ends_with_a_status_and_a_reason(corpus: Path, name: str):
    model = load_model(corpus / name, None)

    assert model.summary.status in ("ok", "partial", "refused")
    assert (model.summary.status == "ok") == (model.summary.reason == "")
    assert model.summary.seconds < 60.0


def test_that_bodies_that_are_not_drawn_are_findings(corpus: Path):
    model = load_model(corpus / "bad/made_truncated_duplex.ifc", None)

    codes = ("element-not-drawn", "part-not-drawn", "element-cut-away", "element-too-far")
    said = {f.step_id for f in model.findings if f.code in codes}
    drawn = {model.elements[i].step_id for i in model.mesh.slot_element.tolist()}
    assert model.summary.with_body - model.summary.drawn == len(said - drawn)


@pytest.mark.slow
def test_that_every_file_of_the_corpus_ends_within_a_minute(corpus: Path):
    for folder in ("ifc", "bad"):
        for path in sorted((corpus / folder).iterdir()):
            summary = load_model(path, None).summary
            assert summary.status in ("ok", "partial", "refused"), path.name
            assert summary.seconds < 60.0, path.name
            assert not summary.peak_memory_mb > 3000.0, path.name
