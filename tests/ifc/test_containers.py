"""What becomes of the file that the user chose."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import inflate64
import pytest

from twin.errors import UnreadableFile
from twin.ifc.source import containers
from twin.ifc.source.containers import step_file

from .tiny import step, write


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def zipped_with_deflate64(path: Path, name: bytes, content: bytes) -> Path:
    deflater = inflate64.Deflater()
    packed = deflater.deflate(content) + deflater.flush()
    crc = zlib.crc32(content)
    sizes = struct.pack("<III", crc, len(packed), len(content))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 21, 0, 9, 0, 0) + sizes
    local += struct.pack("<HH", len(name), 0) + name
    central = b"PK\x01\x02" + struct.pack("<HHHHHH", 21, 21, 0, 9, 0, 0) + sizes
    central += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    start = len(local) + len(packed)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), start, 0)
    path.write_bytes(local + packed + central + end)
    return path


def test_that_a_plain_file_is_read_where_it_lies(tmp_path: Path) -> None:
    path = write(tmp_path, step())

    assert step_file(path, tmp_path) == path


@pytest.mark.parametrize("inner", ["002.ifc", "MODEL.IFC", "folder/deep/a.Ifc"])
def test_that_the_model_in_an_archive_may_have_any_name(tmp_path: Path, inner: str) -> None:
    path = zipped(tmp_path / "other.ifcZIP", {"readme.txt": b"hello", inner: step()})

    unpacked = step_file(path, tmp_path)

    assert unpacked.parent == tmp_path
    assert unpacked.read_bytes() == step()


def test_that_an_archive_is_known_by_its_content_and_not_its_name(tmp_path: Path) -> None:
    path = zipped(tmp_path / "model.ifc", {"a.ifc": step()})

    assert step_file(path, tmp_path).read_bytes() == step()


def test_that_a_member_cannot_leave_the_scratch_folder(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    path = zipped(tmp_path / "a.ifczip", {"../../escaped.ifc": step()})

    unpacked = step_file(path, scratch)

    assert unpacked.parent == scratch
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["a.ifczip"]


def test_that_deflate64_is_unpacked(tmp_path: Path) -> None:
    content = step("#1=IFCPERSON($,$,'" + "abc" * 40_000 + "',$,$,$,$,$);\n")
    path = zipped_with_deflate64(tmp_path / "a.ifczip", b"a.ifc", content)

    assert step_file(path, tmp_path).read_bytes() == content


def test_that_damaged_deflate64_is_refused(tmp_path: Path) -> None:
    path = zipped_with_deflate64(tmp_path / "a.ifczip", b"a.ifc", step())
    damaged = path.read_bytes().replace(struct.pack("<I", zlib.crc32(step())), b"\0\0\0\0")
    path.write_bytes(damaged)

    with pytest.raises(UnreadableFile, match="damaged"):
        step_file(path, tmp_path)


def test_that_a_bomb_is_stopped_while_it_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "FREE_BYTES", 1000)
    path = zipped(tmp_path / "a.ifczip", {"a.ifc": step() + b" " * 5_000_000})

    with pytest.raises(UnreadableFile, match="far beyond any real model"):
        step_file(path, tmp_path)

    assert (tmp_path / "unpacked.ifc").stat().st_size < 2_000_000


def test_that_an_archive_of_very_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBERS", 3)
    path = zipped(tmp_path / "a.ifczip", {f"{i}.ifc": b"" for i in range(4)})

    with pytest.raises(UnreadableFile, match="more than the 3"):
        step_file(path, tmp_path)


def test_that_a_cut_archive_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.ifczip", {"a.ifc": step()})
    path.write_bytes(path.read_bytes()[:200])

    with pytest.raises(UnreadableFile, match="damaged"):
        step_file(path, tmp_path)


def test_that_a_locked_archive_says_so(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.ifczip", {"a.ifc": step()})
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    with pytest.raises(UnreadableFile, match="password"):
        step_file(path, tmp_path)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"a.ifcXML": b"<ifcXML/>"}, "ifcXML"),
        ({"bcf.version": b""}, "BCF"),
        ({"[Content_Types].xml": b""}, "Office"),
        ({"picture.png": b""}, "no IFC file"),
    ],
)
def test_that_an_archive_without_a_model_says_what_it_is(
    tmp_path: Path, members: dict[str, bytes], said: str
) -> None:
    path = zipped(tmp_path / "a.ifczip", members)

    with pytest.raises(UnreadableFile, match=said):
        step_file(path, tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\r\n  \n", "empty"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 9\n", "Git LFS"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"AC1032 ...", "DWG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "Revit"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><ifcXML>", "ifcXML"),
        (b"<?xml version='1.0'?><CityModel>", "XML"),
        (b'{"type":"CityJSON"}', "CityJSON"),
        (b"id;name\n1;x\n", "not an IFC file"),
    ],
)
def test_that_another_format_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = write(tmp_path, content)

    with pytest.raises(UnreadableFile) as caught:
        step_file(path, tmp_path)

    assert said in str(caught.value)
    assert caught.value.next_step


def test_that_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="folder"):
        step_file(tmp_path, tmp_path)
    with pytest.raises(UnreadableFile, match="cannot be read from the disk"):
        step_file(tmp_path / "absent.ifc", tmp_path)


def test_that_a_real_deflate64_archive_is_unpacked(corpus: Path, tmp_path: Path) -> None:
    path = corpus / "ifc" / "janesville_restaurant_revit2012_2x3.ifczip"

    unpacked = step_file(path, tmp_path)

    assert unpacked.stat().st_size == 26_922_931


def test_that_stored_members_are_read_too(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.ifc", step())
    path = write(tmp_path, buffer.getvalue(), "a.ifczip")

    assert step_file(path, tmp_path).read_bytes() == step()
