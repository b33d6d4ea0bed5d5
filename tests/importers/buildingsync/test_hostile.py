"""Audits made to harm: each is refused in words by the child process, and nothing is opened."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from twin.errors import UnreadableFile
from twin.importers.buildingsync.audit import audit_of
from twin.importers.buildingsync.read import read_audit
from twin.model.audit import ExchangeRate
from twin.store.database import create
from twin.store.proposals import load_proposals
from twin.workspace.audits import import_audit

SPACE = "http://buildingsync.net/schemas/bedes-auc/2019"
ROOT = f'<BuildingSync xmlns="{SPACE}">'
LAUGHS = "".join(
    f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' if i else '<!ENTITY l0 "ha">' for i in range(10)
)
TEXTS = {
    "laughs": f"<!DOCTYPE a [{LAUGHS}]>{ROOT}&l9;</BuildingSync>",
    "quadratic": f'<!DOCTYPE a [<!ENTITY a "{"x" * 50_000}">]>{ROOT}{"&a;" * 5000}</BuildingSync>',
    "file-entity": f'<!DOCTYPE a [<!ENTITY x SYSTEM "SECRET">]>{ROOT}&x;</BuildingSync>',
    "parameter-entity": f'<!DOCTYPE a [<!ENTITY % x SYSTEM "SECRET"> %x;]>{ROOT}</BuildingSync>',
    "outer-doctype": f'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">{ROOT}</BuildingSync>',
    "public-doctype": f'<!DOCTYPE a PUBLIC "-//A//B" "SECRET">{ROOT}</BuildingSync>',
    "unknown-entity": f"{ROOT}&nobody;</BuildingSync>",
    "deep": ROOT + "<a>" * 200_000,
    "deep-and-closed": ROOT + "<a>" * 5000 + "</a>" * 5000 + "</BuildingSync>",
    "many": ROOT + "<a/>" * 1_000_100 + "</BuildingSync>",
    "long-text": f"{ROOT}<a>{'x' * 200_000}</a></BuildingSync>",
    "unclosed": f"{ROOT}<Facilities><Facility>",
    "two-roots": f"{ROOT}</BuildingSync>{ROOT}</BuildingSync>",
    "same-attribute": f'<BuildingSync xmlns="{SPACE}" ID="a" ID="b"/>',
    "no-prefix": "<auc:BuildingSync/>",
    "other-space": '<BuildingSync xmlns="http://somebody.example/else"/>',
    "other-root": f'<Facilities xmlns="{SPACE}">BuildingSync</Facilities>',
    "web-page": "<html><body>BuildingSync</body></html>",
    "include": f'{ROOT}<xi:include href="SECRET" parse="text"/></BuildingSync>',
    "control-signs": f"{ROOT}<a>\x01\x02</a></BuildingSync>",
    "null": f"{ROOT}\0</BuildingSync>",
    "no-xml": "BuildingSync;measures\n1;2\n",
    "empty": "",
}
FILES = {
    **{name: text.encode() for name, text in TEXTS.items()},
    "half-utf-8": f"{ROOT}<a>".encode() + b"\xff\xfe" + b"</a></BuildingSync>",
    "utf-16-laughs": TEXTS["laughs"].encode("utf-16"),
    "utf-7": b'<?xml version="1.0" encoding="utf-7"?>' + ROOT.encode() + b"</BuildingSync>",
    "unknown-encoding": b'<?xml version="1.0" encoding="klingon"?>' + ROOT.encode(),
    "huge": f"{ROOT}<!--{'x' * 50_100_000}--></BuildingSync>".encode(),
    "picture": b"\x89PNG\r\n\x1a\nBuildingSync" + bytes(200),
}
WATCHER = """
import json, sys
from twin.errors import UnreadableFile
from twin.importers.buildingsync.audit import audit_of
data = sys.stdin.buffer.read()
seen = []
def watch(event, given):
    if event.startswith(("open", "socket.", "subprocess.", "os.", "urllib.", "exec", "import")):
        seen.append(event + " " + str(given[:1]))
try:
    audit_of(b"<a/>", "warm.xml")
except UnreadableFile:
    pass
sys.addaudithook(watch)
try:
    audit_of(data, "a.xml")
    outcome = "read"
except UnreadableFile:
    outcome = "refused"
told = list(seen)
sys.stdout.write(json.dumps([outcome, told]))
"""


@pytest.mark.parametrize("name", FILES)
def test_that_it_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        audit_of(FILES[name], "a.xml")

    assert "nothing was imported" in str(caught.value)
    assert len(str(caught.value)) < 400
    assert "\x01" not in str(caught.value)


@pytest.mark.parametrize("name", ["file-entity", "parameter-entity", "public-doctype", "include"])
def test_that_no_other_file_is_opened(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    data = FILES[name].replace(b"SECRET", secret.as_uri().encode())
    done = subprocess.run(
        [sys.executable, "-c", WATCHER], input=data, capture_output=True, check=True, timeout=60
    )

    assert json.loads(done.stdout) == ["refused", []]


@pytest.mark.parametrize("name", ["laughs", "deep", "huge", "half-utf-8", "empty"])
def test_that_the_child_says_why_and_the_portfolio_stays(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.xml"
    path.write_bytes(FILES[name])
    database = create(tmp_path / "P.twin")
    try:
        with pytest.raises(UnreadableFile, match="nothing was imported"):
            import_audit(database, path, ExchangeRate(10.0, "2026-11-02", "Norges Bank"))
        assert load_proposals(database) == ()
    finally:
        database.close()


def test_that_texts_of_an_audit_stay_short_and_without_unseen_signs(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    text = (
        f'<BuildingSync xmlns="{SPACE}"><Facilities><Facility ID="F"><Measures>'
        '<Measure ID="M"><LongDescription>=cmd|calc &#x202E;&lt;script&gt;'
        f"{'y' * 90_000}</LongDescription></Measure></Measures></Facility></Facilities>"
        "</BuildingSync>"
    )
    path.write_text(text, encoding="utf-8")
    (measure,) = read_audit(path).measures

    assert len(measure.title) <= 500
    assert "\u202e" not in measure.title
