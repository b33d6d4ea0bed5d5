"""`twin proposal`: lines as compilers write them, exit statuses, keys and containers."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twin.cli import app
from twin.errors import TwinError
from twin.sample.proposals import proposal_files
from twin.store.database import create, open_database
from twin.store.proposals import load_proposals
from twin.ui.texts.language import use_language
from twin.workspace.attachments import save_attachments
from twin.workspace.importing import import_file

OFFER = "innekart-2026-11.json"
DAY = ("--day", "2026-11-24")


@pytest.fixture(autouse=True)
def _english_again():
    yield
    use_language("en")


def run(*words: str | Path) -> tuple[int, str]:
    """Exit status and what was said; an error the user can act on counts as 2."""
    done = CliRunner().invoke(app, ["proposal", *map(str, words)])
    if isinstance(done.exception, TwinError):
        return 2, str(done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    path = tmp_path / "offer.json"
    path.write_bytes(proposal_files()[OFFER])
    return path


@pytest.fixture
def broken(offer: Path) -> Path:
    text = offer.read_text("utf-8")
    offer.write_text(text.replace('"per": "floor_area"', '"per": "acre"', 1), "utf-8")
    return offer


def line_of(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(i for i, line in enumerate(lines, 1) if text in line)


def test_that_a_good_file_is_told_with_its_remarks(offer: Path):
    status, said = run("check", offer, *DAY)

    assert status == 0
    assert "warning: The claim man_hours rests on no evidence." in said
    assert said.splitlines()[-1] == f"{offer}: can be used; measures: 2, remarks: 1."


def test_that_an_error_has_file_line_column_path_expectation_and_finding(broken: Path):
    status, said = run("check", broken, *DAY)

    row = line_of(broken, '"acre"')
    column = broken.read_text("utf-8").splitlines()[row - 1].index('"acre"') + 1
    expected = (
        f"{broken}:{row}:{column}: measures[0].cost.per: error: Expected one of area, count, "
        'floor_area, power, capacity, length, building. Found "acre".'
    )
    assert status == 2
    assert said.splitlines()[0] == expected


def test_that_the_check_speaks_norwegian(broken: Path):
    _, said = run("check", broken, "--language", "nb", *DAY)

    assert "measures[0].cost.per: feil: Forventet en av area, count" in said
    assert said.splitlines()[-1] == f"{broken}: kan ikke brukes; feil: 1, merknader: 0."


def test_that_machines_get_one_document(broken: Path, tmp_path: Path):
    other = tmp_path / "other.json"
    other.write_bytes(b"[")
    status, said = run("check", broken, other, "--json", *DAY)

    first, second = json.loads(said)
    assert status == 2
    assert (first["usable"], first["proposal"]) == (False, None)
    assert first["remarks"][0]["path"] == "measures[0].cost.per"
    assert second["remarks"][0]["code"] == "proposal-unreadable"


@pytest.mark.parametrize("day", ["2027-02-30", "tomorrow"])
def test_that_a_wrong_day_is_said(offer: Path, day: str):
    assert run("check", offer, "--day", day)[0] == 2


def test_that_a_missing_file_is_a_line(tmp_path: Path):
    status, said = run("check", tmp_path / "gone.json")

    assert status == 2
    assert "gone.json cannot be read as a proposal" in said


def test_that_a_signed_proposal_is_known_by_its_key(offer: Path, tmp_path: Path):
    key, folder, signed = tmp_path / "key.pem", tmp_path / "a.twin", tmp_path / "signed.json"
    database = create(folder)
    _, made = run("keys", "new", key)
    public = made.splitlines()[0].split()[-1]
    assert run("keys", "new", key)[0] == 2
    assert key.stat().st_mode & 0o077 == 0

    assert run("sign", offer, "--key", key, "--to", signed)[0] == 0
    assert import_file(database, signed).status == "ok"
    assert [(p.signature, p.signer[:4]) for p in load_proposals(database)] == [
        ("unknown key", made.splitlines()[1].split()[1])
    ]

    database.close()
    assert run("keys", "add", folder, public, "--name", "Innekart AS")[0] == 0
    assert "Innekart AS" in run("keys", "list", folder)[1]
    database = open_database(folder)
    assert [(p.signature, p.signer) for p in load_proposals(database)] == [
        ("valid", "Innekart AS")
    ]
    database.close()
    assert run("keys", "remove", folder, public)[0] == 0
    assert run("keys", "list", folder)[1] == ""
    assert run("keys", "remove", folder, public)[0] == 2


def test_that_a_key_with_a_password_is_asked_for(offer: Path, tmp_path: Path):
    key = tmp_path / "key.pem"
    runner = CliRunner()
    made = runner.invoke(app, ["proposal", "keys", "new", str(key), "--password"],
                         input="hemmelig\nhemmelig\n")  # fmt: skip
    assert made.exit_code == 0, made.output

    done = runner.invoke(app, ["proposal", "sign", str(offer), "--key", str(key)],
                         input="hemmelig\n")  # fmt: skip
    assert done.exit_code == 0, done.output
    wrong = runner.invoke(app, ["proposal", "sign", str(offer), "--key", str(key)], input="x\n")
    assert isinstance(wrong.exception, TwinError)


@pytest.mark.parametrize("public", ["", "abc", "AAAA" * 11, "A" * 43 + "="])
def test_that_what_is_no_key_is_not_trusted(public: str, tmp_path: Path):
    create(tmp_path / "a.twin").close()

    assert run("keys", "add", tmp_path / "a.twin", public, "--name", "x")[0] == 2


def test_that_a_folder_is_packed_signed_and_its_files_are_found_again(tmp_path: Path):
    source, packed, key = tmp_path / "offer", tmp_path / "offer.pproposal", tmp_path / "key.pem"
    for name in ("evidence", "geometry"):
        (source / name).mkdir(parents=True)
    (source / "proposal.json").write_bytes(proposal_files()[OFFER])
    (source / "evidence" / "studie.pdf").write_bytes(b"%PDF-1.7")
    (source / "geometry" / "skjerm.glb").write_bytes(b"glTF")
    assert run("pack", source, "--to", packed)[0] == 0
    run("keys", "new", key)
    assert run("sign", packed, "--key", key)[0] == 0
    assert run("check", packed, *DAY)[0] == 0

    database = create(tmp_path / "a.twin")
    assert import_file(database, packed).status == "ok"
    (proposal,) = load_proposals(database)
    found = save_attachments(database, proposal, tmp_path / "saved")
    with pytest.raises(TwinError, match="files after it were not saved"):
        save_attachments(database, proposal, tmp_path / "saved")
    database.close()
    assert proposal.signature == "unknown key"
    saved = tmp_path / "saved" / proposal.proposal_id
    assert found == len([f for f in saved.rglob("*") if f.is_file()]) == 2
    assert (saved / "geometry" / "skjerm.glb").read_bytes() == b"glTF"

    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("evidence/smuggled.pdf", b"%PDF-1.7")
    status, said = run("check", packed, *DAY)
    assert status == 2
    assert "not named in attachments" in said


def test_that_a_wrong_folder_is_not_packed(tmp_path: Path):
    (tmp_path / "offer").mkdir()
    (tmp_path / "offer" / "proposal.json").write_text("{}")

    assert run("pack", tmp_path / "offer", "--to", tmp_path / "a.pproposal")[0] == 2
    assert not (tmp_path / "a.pproposal").exists()
    assert run("pack", tmp_path / "gone", "--to", tmp_path / "a.pproposal")[0] == 2
