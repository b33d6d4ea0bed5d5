"""The collecting report: what failed is said, what could not run says why, one file holds all."""

import json
from pathlib import Path

import pytest

from validation.__main__ import main
from validation.aims import Aim
from validation.archetypes.cases import row_of, standard_climate
from validation.archetypes.figures import draw_needs
from validation.parts import Outcome, Part, aims_of, parts
from validation.report import write_report, write_results
from validation.tables import markdown, picture


def _never(out: Path) -> dict[str, object]:
    raise AssertionError(out)


def _outcome(name: str, *aims: Aim, status: str = "done", reason: str = "") -> Outcome:
    return Outcome(Part(name, name.title(), _never), status, reason, 1.0, {"rows": 2}, aims)


MET = Aim(4, "it closes", "1e-13", is_met=True)
MISSED = Aim(3, "all near", "1 of 2", is_met=False, misses="office +23 %")


@pytest.fixture
def written(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    weather = standard_climate()
    rows = [row_of(c, "TEK17", weather) for c in ("school", "office")]
    draw_needs(rows, folder / "needs.png")
    (folder / "own.md").write_text("# Own\n\n" + picture("needs.png", "needs"), "utf-8")
    outcomes = [
        _outcome("own", MET, MISSED),
        _outcome("other", status="skipped", reason="no corpus at nowhere"),
    ]
    return write_report(tmp_path, outcomes), tmp_path, outcomes


def test_that_the_summary_names_what_is_missed_and_what_did_not_run(written):
    summary, folder, _ = written

    assert (summary["aims"], summary["met"]) == (2, 1)
    assert summary["missed"] == ["3 all near: 1 of 2 (office +23 %)"]
    assert summary["not run"] == ["Other: no corpus at nowhere"]
    kept = json.loads((folder / "summary.json").read_text("utf-8"))
    assert kept["parts"]["own"]["figures"] == {"rows": 2}
    assert [p["point"] for p in kept["points"] if p["aims"]] == [3, 4]


def test_that_the_html_report_needs_no_other_file(written):
    _, folder, _ = written
    page = (folder / "report.html").read_text("utf-8")

    assert page.count('src="') == page.count('src="data:image/png;base64,') == 1
    assert '<td class="NO">NO</td>' in page
    assert "no corpus at nowhere" in page
    assert "](own/needs.png)" in (folder / "report.md").read_text("utf-8")


def test_that_results_go_between_the_marks_of_a_document(written, tmp_path):
    document = tmp_path / "validation.md"
    document.write_text(
        "before\n<!-- results: -->\nold\n<!-- end of results -->\nafter\n", "utf-8"
    )

    for _ in range(2):
        write_results(document, written[2])

    text = document.read_text("utf-8")
    assert text.startswith("before\n") and text.endswith("<!-- end of results -->\nafter\n")
    assert "old" not in text and text.count("office +23 %") == 1


def test_that_a_part_without_the_corpus_is_skipped_and_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TWIN_CORPUS", str(tmp_path / "nowhere"))
    monkeypatch.setattr("sys.argv", ["validation", "ashrae140", "--out", str(tmp_path / "out")])

    assert main() == 0

    assert "skipped: no corpus" in capsys.readouterr().out
    kept = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert kept["parts"]["ashrae140"]["status"] == "skipped"
    assert kept["not run"]


def test_that_a_part_that_breaks_fails_the_run_but_not_the_others(tmp_path, monkeypatch):
    def fine(out: Path) -> dict[str, object]:
        return {"done": 1}

    broken = (Part("balance", "Balance", _never), Part("envelope", "Envelope", fine))
    monkeypatch.setattr("validation.__main__.parts", lambda quick=False: broken)
    monkeypatch.setattr("validation.__main__.aims_of", lambda part, figures: (MET,))
    monkeypatch.setattr("sys.argv", ["validation", "--out", str(tmp_path)])
    (tmp_path / "envelope").mkdir()

    assert main() == 1

    kept = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert kept["parts"]["balance"]["status"] == "failed"
    assert kept["met"] == 1


def test_that_aims_follow_the_figures():
    part = next(p for p in parts() if p.name == "balance")
    figures = {
        "residual of the zone balance": 1e-12,
        "residual of the wall balance": 1e-8,
        "rises with": {"U": True, "n50": False},
        "largest yearly difference of the kernels": 1e-4,
    }

    assert [aim.is_met for aim in aims_of(part, figures)] == [True, False, False, False]


def test_that_tables_keep_their_columns():
    assert markdown(("a", "b"), [(1, "x")]) == "| a | b |\n| --- | --- |\n| 1 | x |\n"
