"""`twin proposal`: check, pack and sign suppliers' proposals; the keys a portfolio knows."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from twin.errors import TwinError
from twin.model.proposal_check import ProposalCheck

app = typer.Typer(help="Suppliers' proposals: check, pack, sign; keys that a portfolio knows.")
keys = typer.Typer(help="Keys: make a pair, say which ones a portfolio knows.")
app.add_typer(keys, name="keys")

File = Annotated[Path, typer.Argument(help="Proposal: .json or .pproposal.")]
Portfolio = Annotated[Path, typer.Argument(help="Folder NAME.twin.")]
Language = Annotated[str, typer.Option(help="Of the messages: en or nb.")]
PrivateKey = Annotated[Path, typer.Option("--key", help="File with the private key (PEM).")]


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Proposals: .json or .pproposal.")],
    language: Language = "en",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
    day: Annotated[
        str, typer.Option(help="Day that validity is judged by; today if left out.")
    ] = "",
) -> None:
    """Say of each place in a file what is expected and what was found. Exit 2 on errors."""
    from twin.ui.texts.remarks import told_lines
    from twin.workspace.proposal_files import check_file

    today = _day(day)
    checks = [(path, check_file(path, today=today)) for path in files]
    if as_json:
        documents = [_as_json(path, found, language) for path, found in checks]
        typer.echo(json.dumps(documents, ensure_ascii=False, indent=1))
    else:
        for path, found in checks:
            for line in told_lines(path, found, language):
                typer.echo(line)
    raise typer.Exit(2 if any(found.proposal is None for _, found in checks) else 0)


@app.command()
def sign(
    file: File,
    key: PrivateKey,
    to: Annotated[
        Path | None, typer.Option(help="Signed file; the file itself if left out.")
    ] = None,
) -> None:
    """Sign a proposal and everything attached to it with Ed25519."""
    from twin.workspace.proposal_files import sign_file

    fingerprint = sign_file(file, key, to or file, _password(key))
    typer.echo(f"{to or file} is signed with the key {fingerprint}.")


@app.command()
def pack(
    folder: Annotated[Path, typer.Argument(help="Folder with proposal.json and its files.")],
    to: Annotated[Path, typer.Option(help="Container to write, NAME.pproposal.")],
) -> None:
    """Put proposal.json, evidence/ and geometry/ into one container, with their hashes."""
    from twin.workspace.proposal_files import pack_folder

    count = pack_folder(folder, to)
    typer.echo(f"{to} holds proposal.json and {count} attached files.")


@keys.command("new")
def new_key(
    to: Annotated[Path, typer.Argument(help="File for the private key (PEM); keep it secret.")],
    protect: Annotated[bool, typer.Option("--password", help="Ask for a password.")] = False,
) -> None:
    """Make a pair of keys; the public one is printed for the municipality."""
    from twin.workspace.keys_of_suppliers import new_key as use_case

    password = (
        typer.prompt("Password", hide_input=True, confirmation_prompt=True) if protect else ""
    )
    public, fingerprint = use_case(to, password)
    typer.echo(f"Public key:  {public}\nFingerprint: {fingerprint}")


@keys.command("add")
def add_key(
    portfolio: Portfolio,
    public_key: Annotated[str, typer.Argument(help="Public key in Base64.")],
    name: Annotated[str, typer.Option(help="Supplier it belongs to.")],
) -> None:
    """Let a portfolio know a supplier's key. Compare the fingerprint with the supplier first."""
    from twin.workspace.keys_of_suppliers import trust_key

    typer.echo(f"{name}: {trust_key(portfolio, public_key, name)}")


@keys.command("list")
def list_keys(portfolio: Portfolio) -> None:
    """List the keys a portfolio knows: fingerprint, supplier, who added it and when."""
    from twin.workspace.keys_of_suppliers import known_keys

    for fingerprint, key in known_keys(portfolio):
        typer.echo(f"{fingerprint}  {key.name}  ({key.added_by}, {key.added_at[:10]})")


@keys.command("remove")
def remove_key(
    portfolio: Portfolio,
    key: Annotated[str, typer.Argument(help="Public key in Base64, or its fingerprint.")],
) -> None:
    """Let a portfolio know a key no longer; its signatures are of an unknown key then."""
    from twin.workspace.keys_of_suppliers import forget_key

    typer.echo(f"{forget_key(portfolio, key)} is not known any more.")


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise TwinError(
            "“{text}” is no day; nothing was checked.", "Write it as 2027-12-31.", text=text
        ) from None


def _password(key: Path) -> str:
    """Password of a private key, asked for only where it has one."""
    try:
        is_locked = b"ENCRYPTED" in key.read_bytes()[:100]
    except OSError:
        return ""
    return typer.prompt("Password", hide_input=True) if is_locked else ""


def _as_json(path: Path, found: ProposalCheck, language: str) -> dict[str, object]:
    from twin.ui.texts.remarks import remark_text

    remarks = [
        {
            "line": remark.line,
            "column": remark.column,
            "path": remark.path,
            "severity": remark.finding.severity.value,
            "code": remark.finding.code,
            "text": remark_text(remark, language),
        }
        for remark in found.remarks
    ]
    proposal = found.proposal
    about = (
        {"id": proposal.proposal_id, "title": proposal.title, "supplier": proposal.supplier,
         "sha256": proposal.sha256, "signature": proposal.signature, "signer": proposal.signer}
        if proposal is not None else None
    )  # fmt: skip
    return {"file": str(path), "usable": proposal is not None, "proposal": about,
            "remarks": remarks}  # fmt: skip
