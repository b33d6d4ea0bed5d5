"""The command line gives one JSON document, sentences instead of tracebacks, and exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SUMMARY_KEYS = {
    "schema", "exporter", "status", "reason", "products", "with_body", "drawn", "triangles",
    "storeys", "spaces", "georeference", "units", "findings", "seconds", "peak_memory_mb",
}  # fmt: skip


def twin(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "twin", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_that_info_prints_one_json_document_with_all_keys(corpus: Path):
    done = twin("info", corpus / "ifc" / "duplex_A_2x3.ifc", "--json")

    report = json.loads(done.stdout)

    assert done.returncode == 0
    assert set(report) >= SUMMARY_KEYS
    assert report["schema"] == "IFC2X3"
    assert report["status"] == "ok"
    assert report["drawn"] == report["with_body"] > 200
    assert report["storeys"] == 4
    assert report["spaces"] == 21


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.ifc", b"", "empty"),
        (
            "pointer.ifc",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n",
            "Git LFS",
        ),
        ("drawing.ifc", b"%PDF-1.7\n", "PDF"),
    ],
)
def test_that_a_refused_file_is_named_for_what_it_is(
    tmp_path: Path, name: str, content: bytes, word: str
):
    path = tmp_path / name
    path.write_bytes(content)

    done = twin("info", path, "--json")

    report = json.loads(done.stdout)
    assert done.returncode == 2
    assert report["status"] == "refused"
    assert word in report["reason"]
    assert "Traceback" not in done.stderr


def test_that_a_missing_portfolio_is_a_sentence_and_exit_code_two(tmp_path: Path):
    done = twin("list", tmp_path / "nowhere.twin")

    assert done.returncode == 2
    assert "nowhere.twin" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_an_odd_picture_size_is_refused_before_anything_is_read(tmp_path: Path):
    done = twin("render", tmp_path / "x.ifc", "--to", tmp_path / "x.png", "--size", "wide")

    assert done.returncode == 2
    assert "1400x900" in done.stderr
    assert not (tmp_path / "x.png").exists()


def test_that_doctor_names_versions_and_opengl():
    done = twin("doctor", "--json")

    report = json.loads(done.stdout)
    assert report["ifcopenshell"].startswith("0.9")
    assert report["opengl"]
    assert report["database"].startswith("SQLite 3")


def test_that_an_import_names_what_was_refused_and_keeps_the_rest(tmp_path: Path, corpus: Path):
    portfolio = tmp_path / "mine.twin"
    good = corpus / "ifc" / "AC20-FZK-Haus_webifc.ifc"
    other = corpus / "bad" / "xbim_4walls1floorSite.ifcxml"

    done = twin("import", portfolio, good, other)

    assert done.returncode == 2
    assert "was added" in done.stdout
    assert "ifcXML" in done.stdout
    (building,) = json.loads(twin("list", portfolio, "--json").stdout)
    assert building["model_name"] == good.name


def test_that_tables_are_tried_taken_in_and_reported_without_a_window(tmp_path: Path):
    portfolio, report = tmp_path / "ny.twin", tmp_path / "ut.csv"
    buildings, orders = tmp_path / "bygg.csv", tmp_path / "ordre.csv"
    buildings.write_text("Bygningsnummer;Navn;Bygningstype\n139871234;Lia skole;613\n", "utf-8")
    orders.write_text(
        "Bygg;Tittel;Opprettet;Leverandør\nLia skole;Filter;01.02.2026;Rør AS\nNei;x;1.1.26;\n",
        "cp1252",
    )

    made = twin("import", buildings, "--into", portfolio)
    trial = twin("import", orders, "--into", portfolio, "--dry-run")
    done = twin("import", orders, "--into", portfolio, "--report", report)
    unknown = twin("import", orders, "--into", portfolio, "--as", "ordrer")

    assert (made.returncode, trial.returncode, done.returncode) == (0, 0, 0)
    assert "1 rows were added" in made.stdout
    assert "1 rows would be added" in trial.stdout
    assert "1 rows were added" in done.stdout
    assert "row 3, Bygg: No building of the portfolio is called “Nei”." in done.stdout
    assert "Nei" in report.read_text("utf-8-sig")
    assert unknown.returncode == 2
    assert "work_orders" in unknown.stdout
    assert "Traceback" not in unknown.stderr
