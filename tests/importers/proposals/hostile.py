"""Malformed and hostile proposal files, the same ones every time."""

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from twin.sample.proposals import proposal_files

Document = dict[str, Any]
Change = Callable[[Document], Any]


def _at(*path: Any, value: Any) -> Change:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


def _without(*path: Any) -> Change:
    def change(document: Any) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


M, E = ("measures", 0), ("measures", 0, "effects", 0)
CHANGES: dict[str, Change] = {
    "no-supplier": _without("supplier"),
    "no-unit": _without(*E, "unit"),
    "no-life": _without(*M, "life_years"),
    "text-for-number": _at(*M, "life_years", value="20"),
    "number-for-text": _at("title", value=7),
    "boolean-for-number": _at(*E, "value", value=True),
    "list-for-object": _at("validity", value=[]),
    "wrong-unit": _at(*E, "unit", value="kWh"),
    "unknown-effect": _at(*E, "kind", value="__import__('os').system('id')"),
    "out-of-bounds": _at(*E, "value", value=1e11),
    "negative-price": _at(*M, "cost", "unit_cost", value=-1),
    "turned-range": _at(*M, "cost", "unit_cost", value={"value": 5, "low": 9, "high": 1}),
    "no-effects": _at(*M, "effects", value=[]),
    "too-many": lambda d: d.update(measures=d["measures"] * 60),
    "same-id": lambda d: d.update(measures=[d["measures"][0]] * 2),
    "long-title": _at("title", value="x" * 5_000),
    "path-as-id": _at("id", value="../../etc/passwd"),
    "sql-as-id": _at(*M, "id", value="m1'; DROP TABLE proposals;--"),
    "file-outside": _at("attachments", value=[{"file": "evidence/../../x", "sha256": "0" * 64}]),
    "file-url": _at("evidence", value=[
        {"id": "e1", "kind": "pilot", "title": "x", "file": "file:///etc/passwd"}]),
    "share": _at("evidence", value=[
        {"id": "e1", "kind": "pilot", "title": "x", "file": "\\\\host\\share\\x.pdf"}]),
    "net-geometry": _at(*M, "kit", value=[
        {"id": "a", "title": "a", "size": {"width": 1, "depth": 1, "height": 1},
         "geometry": "http://host.example/x.glb"}]),
    "no-such-measure": _at(*M, "needs_first", value=["m99"]),
    "impossible-day": _at("validity", "until", value="2027-02-30"),
    "foreign-money": _at("validity", "currency", value="USD"),
    "wrong-signature": _at("signature", value={
        "algorithm": "ed25519", "key": "A" * 43 + "=", "value": "A" * 86 + "=="}),
}  # fmt: skip
"""Each makes any of the twelve unusable."""

RAW: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda raw: raw[: len(raw) // 2],
    "utf-16": lambda raw: raw.decode().encode("utf-16"),
    "latin-1": lambda raw: raw + b"\xe6",
    "trailing": lambda raw: raw + b"{}",
    "not-a-number": lambda raw: raw.replace(b'"life_years": ', b'"life_years": NaN, "x": ', 1),
    "infinite": lambda raw: raw.replace(b'"life_years": ', b'"life_years": 1e999, "x": ', 1),
    "endless-digits": lambda raw: raw.replace(b'"life_years": ', b'"life_years": ' + b"9" * 5000),
    "twice": lambda raw: raw.replace(b'"id":', b'"id": "other", "id":', 1),
    "comment": lambda raw: b"// a comment\n" + raw,
    "null-byte": lambda raw: raw.replace(b'"id"', b'"i\x00d"', 1),
    "deep": lambda raw: raw.rstrip()[:-1] + b',"x":' + b"[" * 400 + b"]" * 400 + b"}",
    "other-version": lambda raw: raw.replace(b'"version": "1.2"', b'"version": "2.0"'),
}
"""Each makes the bytes of any of the twelve unusable."""


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Name with suffix and content of each file; none of them may be taken in."""
    samples = proposal_files()
    for number, (name, raw) in enumerate(samples.items()):
        stem = name.partition("-")[0]
        for row, (what, change) in enumerate(CHANGES.items()):
            if (row + number) % 3 == 0:
                document = json.loads(raw)
                change(document)
                text = json.dumps(document, ensure_ascii=False, indent=1).encode()
                yield f"{stem}-{what}.json", text
        for row, (what, turn) in enumerate(RAW.items()):
            if (row + number) % 2 == 0:
                yield f"{stem}-{what}.json", turn(raw)
    yield from ((f"hand-{name}.json", raw) for name, raw in _handmade().items())
    good = samples["romfoler-2026-06.json"]
    yield from ((f"zip-{name}.pproposal", raw) for name, raw in _zips(good).items())


def _handmade() -> dict[str, bytes]:
    return {
        "empty": b"",
        "spaces": b" \n\t ",
        "bom": b"\xef\xbb\xbf",
        "null": b"null",
        "list": b"[]",
        "text": b'"proposal"',
        "number": b"1",
        "object": b"{}",
        "brackets": b"[" * 100_000,
        "braces": b'{"a":' * 50_000,
        "megabytes": b" " * 1_000_001,
        "strings": b'{"a": "' + b"x" * 900_000,
        "surrogate-key": b'{"\\ud800": 1}',
        "prototype": b'{"__proto__": {"x": 1}, "format": "partnership-proposal"}',
        "reference": b'{"$ref": "file:///etc/passwd"}',
        "schema": b'{"$schema": "http://host.example/x", "format": "partnership-proposal"}',
        "pickle": b"cos\nsystem\n(S'touch /tmp/owned'\ntR.",
        "python": b"__import__('os').system('touch /tmp/owned')",
        "yaml": b"!!python/object/apply:os.system ['touch /tmp/owned']",
        "xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        "html": b"<html><script>alert(1)</script></html>",
        "shell": b"#!/bin/sh\ntouch /tmp/owned\n",
        "exe": b"MZ\x90\x00" + bytes(200),
        "elf": b"\x7fELF" + bytes(200),
        "png": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "pdf": b"%PDF-1.7\n",
        "gzip": b"\x1f\x8b\x08\x00" + bytes(20),
        "sqlite": b"SQLite format 3\x00" + bytes(100),
        "step": b"ISO-10303-21;\nHEADER;\n",
        "noise": bytes((i * 7919 + 13) % 256 for i in range(4000)),
        "half-zip": b"PK\x03\x04" + bytes(30),
        "empty-zip": b"PK\x05\x06" + bytes(18),
    }


def _zips(good: bytes) -> dict[str, bytes]:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("proposal.json", good)
        archive.writestr("evidence/bomb.csv", bytes(80_000_000))
    return {
        "traversal": _zip(good, ("../evil.txt", b"x")),
        "deep-traversal": _zip(good, ("evidence/../../evil.pdf", b"x")),
        "absolute": _zip(good, ("/tmp/owned", b"x")),
        "drive": _zip(good, ("C:\\owned.txt", b"x")),
        "backslash": _zip(good, ("evidence\\owned.pdf", b"x")),
        "nul": _zip(good, ("evidence/a.pdf\x00.exe", b"x")),
        "device": _zip(good, ("evidence/CON.pdf", b"x")),
        "device-dots": _zip(good, ("evidence/nul.x.pdf", b"x")),
        "program": _zip(good, ("evidence/setup.exe", b"MZ")),
        "script": _zip(good, ("evidence/run.py", b"import os")),
        "macro": _zip(good, ("evidence/sheet.xlsm", b"x")),
        "elsewhere": _zip(good, ("other/x.pdf", b"x")),
        "subfolder": _zip(good, ("evidence/a/b.pdf", b"x")),
        "long-name": _zip(good, (f"evidence/{'x' * 300}.pdf", b"x")),
        "bidi-name": _zip(good, ("evidence/fdp.\u202eexe.pdf", b"x")),
        "nested": _zip(good, ("evidence/inner.pdf", _zip(good))),
        "archive": _zip(good, ("evidence/a.zip", b"x")),
        "many": _zip(good, *((f"evidence/{i}.txt", b"") for i in range(600))),
        "case-twice": _zip(good, ("evidence/A.pdf", b"x"), ("evidence/a.pdf", b"y")),
        "without-text": _zip(b"").replace(b"proposal.json", b"propozal.json"),
        "bad-text": _zip(b"{"),
        "bomb": bomb.getvalue(),
        "text-bomb": _zip(b" " * 30_000_000),
        "link": _linked(good),
        "locked": _locked(good),
        "cut": _zip(good)[:-40],
        "wrong-crc": _wrong_crc(good),
        "lying-size": _lying(good),
        "unknown-method": _method(good),
        "wrong-hash": _zip(
            json.dumps(
                json.loads(good)
                | {"attachments": [{"file": "evidence/a.pdf", "sha256": "0" * 64}]}
            ).encode(),
            ("evidence/a.pdf", b"x"),
        ),
    }  # fmt: skip


def _zip(text: bytes, *others: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("proposal.json", text)
        for name, content in others:
            info = zipfile.ZipInfo("x")
            info.filename = name  # as it is: the class would tidy it
            archive.writestr(info, content)
    return made.getvalue()


def _linked(text: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("proposal.json", text)
        info = zipfile.ZipInfo("evidence/link.pdf")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return made.getvalue()


def _locked(text: bytes) -> bytes:
    """With the flag of encryption in both headers."""
    raw = bytearray(_zip(text))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark) + offset
        raw[place] |= 1
    return bytes(raw)


def _wrong_crc(text: bytes) -> bytes:
    raw = bytearray(_zip(text))
    place = raw.find(b"PK\x01\x02") + 16
    raw[place] ^= 0xFF
    return bytes(raw)


def _lying(text: bytes) -> bytes:
    """With a size in the directory that is far too small."""
    raw = bytearray(_zip(text))
    place = raw.find(b"PK\x01\x02") + 24
    raw[place : place + 4] = struct.pack("<I", 10)
    return bytes(raw)


def _method(text: bytes) -> bytes:
    raw = bytearray(_zip(text))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = raw.find(mark) + offset
        raw[place : place + 2] = struct.pack("<H", 97)
    return bytes(raw)
