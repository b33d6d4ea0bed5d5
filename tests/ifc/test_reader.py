"""Opening files: whole, cut, damaged, and of editions that the library refuses."""

import zipfile
from pathlib import Path

import pytest

from twin.errors import UnreadableFile
from twin.ifc.source.reader import OpenedFile, open_ifc

from .tiny import FRAME, HOUSE, step, write


def opened(folder: Path, content: bytes) -> OpenedFile:
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    return open_ifc(write(folder, content), scratch)


def codes(one: OpenedFile) -> list[str]:
    return [f.code for f in one.findings]


def test_that_a_sound_file_is_ok_and_read_where_it_lies(tmp_path: Path) -> None:
    one = opened(tmp_path, step(HOUSE))

    assert (one.status, one.reason, one.schema) == ("ok", "", "IFC4")
    assert one.exporter == "Tiny Writer 1.0"
    assert one.path == tmp_path / "tiny.ifc"
    assert one.findings == ()


def test_that_the_extension_does_not_decide_how_a_file_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, step(HOUSE), "model.sqlite")

    assert len(open_ifc(path, tmp_path).file.by_type("IfcWall")) == 1


def test_that_a_cut_file_is_partial_and_says_what_is_missing(tmp_path: Path) -> None:
    content = step(HOUSE)
    cut = content[: content.index(b"#70=")]

    one = opened(tmp_path, cut)

    assert one.status == "partial"
    assert "end mark is missing" in one.reason
    assert "nothing that was read refers to it" in one.findings[0].text()
    assert len(one.file.by_type("IfcWall")) == 1


def test_that_references_into_the_lost_part_are_counted(tmp_path: Path) -> None:
    content = step(HOUSE.replace("#72=IFCMATERIALLAYER(#70", "#72=IFCMATERIALLAYER(#999"))
    cut = content[: content.index(b"ENDSEC;\nEND-ISO")]

    one = opened(tmp_path, cut)

    assert one.findings[0].code == "truncated"
    assert one.findings[0].values["missing"] == 1


def test_that_a_reference_to_nothing_makes_a_whole_file_partial(tmp_path: Path) -> None:
    one = opened(tmp_path, step(FRAME.replace("(#5)", "(#5,#77)")))

    assert one.status == "partial"
    assert codes(one) == ["missing-instances"]


def test_that_instances_that_the_parser_passes_over_are_noticed(tmp_path: Path) -> None:
    one = opened(tmp_path, step(HOUSE.replace("#54=", "#999=IFCWALL(\n#54=")))

    assert one.status == "partial"
    assert "unread-instances" in codes(one)
    assert "could be read" in one.reason


def test_that_a_quote_that_never_closes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="rules of STEP"):
        opened(tmp_path, step(HOUSE.replace("'Vindu'", "'Vindu")))


def test_that_instances_used_twice_are_a_finding(tmp_path: Path) -> None:
    one = opened(tmp_path, step(FRAME + "#7=IFCCARTESIANPOINT((1.,0.,0.));\n"))

    assert codes(one) == ["duplicate-step-number"]


@pytest.mark.parametrize(
    ("before", "encoding", "finding"),
    [("\ufeff", "utf-8", "bytes-before-start"), ("", "utf-8", ""), ("", "latin-1", "")],
)
def test_that_raw_letters_and_byte_order_marks_are_read(
    tmp_path: Path, before: str, encoding: str, finding: str
) -> None:
    text = before + step(HOUSE).decode().replace("'Yttervegg'", "'Yttervegg ø æ å'")

    one = opened(tmp_path, text.encode(encoding))

    assert one.file.by_type("IfcWall")[0].Name == "Yttervegg ø æ å"
    assert "raw-letters" in codes(one)
    assert finding in ("", *codes(one))


def test_that_raw_japanese_is_told_from_western_letters(tmp_path: Path) -> None:
    text = step(HOUSE).decode().replace("'Yttervegg'", "'構造壁 一階 カベ'")

    one = opened(tmp_path, text.encode("shift_jis"))

    assert one.file.by_type("IfcWall")[0].Name == "構造壁 一階 カベ"


@pytest.mark.parametrize("end", [b"\r", b"\r\n"])
def test_that_any_line_ends_are_read(tmp_path: Path, end: bytes) -> None:
    one = opened(tmp_path, step(HOUSE).replace(b"\n", end))

    assert (one.status, len(one.file.by_type("IfcWindow"))) == ("ok", 1)


def test_that_a_star_in_place_of_a_string_is_repaired(tmp_path: Path) -> None:
    spoilt = HOUSE.replace("$,'Vindu',$", "$,*,*").replace("$,'Pult'", "$,*")

    one = opened(tmp_path, step(spoilt))

    window = one.file.by_type("IfcWindow")[0]
    assert window.Name is None
    assert window.OverallHeight == 1200.0
    assert one.findings[0].code == "stray-star"
    assert one.findings[0].values["count"] == 2
    assert one.file.by_type("IfcSIUnit")[0].Name == "METRE"


def test_that_a_star_inside_a_string_or_comment_stays(tmp_path: Path) -> None:
    text = HOUSE.replace("'Vindu'", "'a,*,b'").replace("#33=", "/* ,*, */#33=")

    one = opened(tmp_path, step(text))

    assert one.file.by_type("IfcWindow")[0].Name == "a,*,b"
    assert one.findings == ()


def test_that_a_broken_header_is_replaced(tmp_path: Path) -> None:
    content = step(HOUSE).replace(b"'Tiny Writer 1.0'", b"'Tiny '1.0.0+b.'.'")

    one = opened(tmp_path, content)

    assert "damaged-header" in codes(one)
    assert len(one.file.by_type("IfcWall")) == 1


def test_that_an_unescaped_path_in_a_name_is_read(tmp_path: Path) -> None:
    one = opened(tmp_path, step(HOUSE.replace("'Vindu'", "'C:\\path\\X2\\00E6\\X0\\'")))

    assert one.file.by_type("IfcWindow")[0].Name == "C:\\pathæ"
    assert "lone-backslash" in codes(one)


def test_that_broken_syntax_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="rules of STEP"):
        opened(tmp_path, step("#1=IFCPERSON(&);\n"))


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ("AUTOMOTIVE_DESIGN", "AUTOMOTIVE_DESIGN"),
        ("IFCINVALID", "IFCINVALID"),
        ("", "FILE_SCHEMA"),
    ],
)
def test_that_an_unknown_schema_is_refused(tmp_path: Path, schema: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        opened(tmp_path, step(HOUSE, schema))


def test_that_a_real_cut_file_is_partial(corpus: Path, tmp_path: Path) -> None:
    one = open_ifc(corpus / "bad" / "made_truncated_duplex.ifc", tmp_path)

    assert one.status == "partial"
    assert one.findings[0].values["missing"] == 39


@pytest.mark.parametrize(
    "name",
    [
        "ios_wall-with-opening-and-window_ifcxml_format.ifczip",
        "lfs_pointer_Duplex_A_20110907.ifc",
        "made_zero_size.ifc",
        "obim_SixSpaces.ifcxml",
        "xbim_IkeaKitchenCabinets.ifcXML",
        "xbim_InvalidNan.ifcxml",
    ],
)
def test_that_real_files_that_are_no_model_are_refused(
    corpus: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_ifc(corpus / "bad" / name, tmp_path)

    assert caught.value.next_step


def test_that_further_models_in_an_archive_are_named(tmp_path: Path) -> None:
    path = tmp_path / "two.ifczip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("small.ifc", step())
        archive.writestr("large.ifc", step(HOUSE))

    one = open_ifc(path, tmp_path)

    assert len(one.file.by_type("IfcWall")) == 1
    assert codes(one) == ["several-models"]
    assert "small.ifc" in one.findings[0].text()
