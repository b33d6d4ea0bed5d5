"""Texts that other programs would act on are kept as the texts they are."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from twin.exporters.harmless import harmless
from twin.importers.proposals.container import attached_file
from twin.importers.proposals.reading import checked_file
from twin.sample.proposals import proposal_files
from twin.store.database import create
from twin.store.proposals import load_proposals
from twin.workspace.importing import import_file

TODAY = "2026-11-24"
PAYLOADS = {
    "html": '<img src="file:///etc/passwd" onerror="x()">',
    "script": "<script>alert(1)</script>",
    "link": '<a href="http://host.example">click</a>',
    "rich": "<b>bold</b>&nbsp;&lt;",
    "formula": '=HYPERLINK("http://host.example";"x")',
    "command": "=cmd|'/c calc'!A1",
    "plus": "+1+1",
    "at": "@SUM(A1)",
    "mathtext": "$\\frac{1}{0}$",
    "template": "{0.__class__} {title} %s ${HOME}",
    "sql": "'; DROP TABLE proposals; --",
    "path": "../../etc/passwd",
    "url": "http://host.example/x",
    "share": "\\\\host\\share",
    "bidi": "Vindu\u202eexe.fdp\u2066",
    "control": "a\u0000b\u001b[31mc\u0085d",
    "surrogate": "x\ud800y",
    "composed": "A\u030algrens",
}


def offer(text: str) -> dict[str, Any]:
    document = json.loads(proposal_files()["innekart-2026-11.json"])
    document["title"] = document["supplier"]["name"] = document["measures"][0]["title"] = text
    document["evidence"][0]["source"] = document["supplier"]["contact"] = text
    return document


@pytest.mark.parametrize("name", PAYLOADS)
def test_that_a_text_is_kept_without_what_cannot_be_seen(name: str, tmp_path: Path) -> None:
    path = tmp_path / "offer.json"
    path.write_text(json.dumps(offer(PAYLOADS[name])), encoding="ascii")

    check = checked_file(path, TODAY)

    assert check.proposal is not None
    shown = check.proposal.supplier
    assert check.proposal.title == shown == check.proposal.measures[0].title
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert not any(c in shown for c in "\u202e\u2066\ud800")
    if name not in ("bidi", "control", "surrogate", "composed"):
        assert shown == PAYLOADS[name]
    if name in ("formula", "command", "plus", "at"):
        assert harmless(shown).startswith("'")


def test_that_a_hostile_text_waits_in_quarantine(tmp_path: Path) -> None:
    path = tmp_path / "offer.json"
    path.write_text(json.dumps(offer(PAYLOADS["html"])), encoding="ascii")
    database = create(tmp_path / "a.twin")

    done = import_file(database, path)

    (kept,) = load_proposals(database)
    database.close()
    assert done.status == "ok"
    assert (kept.accepted, kept.accepted_by, kept.title) == (False, "", PAYLOADS["html"])
    assert kept.received_at
    assert kept.received_by


def test_that_attachments_are_read_from_the_container_alone(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("proposal.json", proposal_files()["innekart-2026-11.json"])
        archive.writestr("evidence/", b"")
        archive.writestr("evidence/tidsstudie uke 12.pdf", b"%PDF-1.7")
        archive.writestr("geometry/skjerm.glb", b"glTF")
    path = tmp_path / "offer.pproposal"
    path.write_bytes(made.getvalue())

    assert checked_file(path, TODAY).proposal is not None
    assert attached_file(path, "geometry/skjerm.glb") == b"glTF"
    for name in ("geometry/none.glb", "/etc/passwd", "../offer.pproposal"):
        with pytest.raises(Exception, match="cannot be read as a proposal"):
            attached_file(path, name)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["offer.pproposal"]
