import re
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from twin.errors import TwinError
from twin.model.proposal import Reach
from twin.ui.report import figures
from twin.ui.report.document import ReportPicture, report_html, write_report
from twin.ui.report.write_report import png_bytes
from twin.ui.texts.language import use_language

from .results import PROPOSAL, SCENARIO, result
from .small_portfolio import building

HOUSE = building("b0", "Lyngbø <i>skole</i>", "school", 1974.0, "E")


def test_that_foreign_text_is_escaped():
    text = report_html(HOUSE, SCENARIO, result(), (), date(2026, 11, 23))
    assert "Lyngbø &lt;i&gt;skole&lt;/i&gt;" in text
    assert "Insulate &lt;b&gt;roof&lt;/b&gt;" in text
    assert "<i>skole" not in text


def test_that_the_report_names_sources_claims_and_the_file_of_the_supplier():
    text = report_html(HOUSE, SCENARIO, result(), (), date(2026, 11, 23))
    assert "SN-NSPEK 3031" in text
    assert "Balancing: 22,5\u00a0% of delivered energy saved, as claimed." in text
    assert "abababababab" in text


def test_that_every_picture_says_what_it_shows():
    pictures = (ReportPicture(b"\x89PNG", "Roof from the south"),)
    text = report_html(HOUSE, SCENARIO, result(), pictures, date(2026, 11, 23))
    alts = re.findall(r'alt="([^"]*)"', text)
    assert "Roof from the south" in alts
    assert all(alts)


def test_that_measures_of_two_suppliers_with_the_same_name_keep_their_own_amount():
    two = replace(SCENARIO, proposals=(PROPOSAL, replace(PROPOSAL, supplier="Glass AS")))
    reaches = (*result().reaches, Reach("m1", (), 0.0, "m2", "Nothing in this building fits."))
    text = report_html(HOUSE, two, replace(result(), reaches=reaches), (), date(2026, 11, 23))
    assert "Tak &amp; Vegg AS</td><td>640\u00a0m²" in text
    assert "Glass AS</td><td>Nothing in this building fits." in text


def test_that_the_report_speaks_norwegian():
    use_language("nb")
    text = report_html(HOUSE, SCENARIO, result(), (), date(2026, 11, 23))
    assert "Luftlekkasje ved 50 Pa: 4,5 (4,0\u00a0–\u00a010,0) luftvekslinger per time." in text
    assert "Balancing: 22,5\u00a0% av levert energi spart, ifølge leverandøren." in text
    assert "Leverandøren legger ikke frem noen dokumentasjon." in text


def test_that_the_view_becomes_a_picture_of_the_report():
    view = QImage(4, 3, QImage.Format.Format_RGB32)
    assert png_bytes(view).startswith(b"\x89PNG")


def test_that_the_report_is_a_tagged_pdf(tmp_path: Path):
    figure, axes = figures.new_figure((2, 1), 72, figures.Ink())
    figures.draw_present_value(axes, result(), figures.Ink())
    path = tmp_path / "report.pdf"

    write_report(path, HOUSE, SCENARIO, result(), (figures.png(figure),), date(2026, 11, 23))

    pdf = path.read_bytes()
    inside = pdf + b"".join(_streams(pdf))
    assert pdf.startswith(b"%PDF")
    assert b"/StructTreeRoot" in inside
    assert b"pdfuaid" in inside


def test_that_a_report_that_cannot_be_written_is_an_error_the_user_can_act_on(tmp_path: Path):
    with pytest.raises(TwinError, match="could not be written"):
        write_report(tmp_path / "no" / "r.pdf", HOUSE, SCENARIO, result())


def _streams(pdf: bytes) -> list[bytes]:
    found = []
    for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            continue
    return found
