"""What suppliers and the municipality do with proposal files outside the window."""

import base64
import hashlib
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twin.errors import TwinError, UnreadableFile
from twin.importers.proposals.read import check_file
from twin.model.supplier_key import SupplierKey
from twin.store import supplier_keys
from twin.store.database import open_database

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = [
    "attached_file", "check_file", "forget_key", "known_keys", "new_key", "pack_folder",
    "sign_file", "trust_key",
]  # fmt: skip
TEXT = "proposal.json"


def attached_file(folder: Path, sha256: str, name: str) -> bytes:
    """One attachment of a stored proposal, for example ``geometry/unit.glb``.

    Raises
    ------
    UnreadableFile
        If the proposal or the attachment is not there.
    """
    from twin.importers.proposals.container import attached_file as read
    from twin.store.proposals import received_file

    database = open_database(folder)
    try:
        path = received_file(database, sha256)
    finally:
        database.close()
    if path is None:
        raise UnreadableFile(
            "The file of this proposal is not in the portfolio any more.",
            "Import it again.",
        )
    return read(path, name)


def new_key(to: Path, password: str = "") -> tuple[str, str]:
    """Write a new private key; the public key in Base64 and its fingerprint.

    Raises
    ------
    TwinError
        If the file is there already or cannot be written.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from twin.analysis.proposal_format.signature import fingerprint

    key = Ed25519PrivateKey.generate()
    lock = (
        serialization.BestAvailableEncryption(password.encode())
        if password
        else serialization.NoEncryption()
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)
    _write_new(to, pem)
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")
    return public, fingerprint(public)


def sign_file(file: Path, key: Path, to: Path, password: str = "") -> str:
    """Sign a proposal with everything attached to it; the fingerprint of the key.

    Raises
    ------
    TwinError
        If the proposal has errors, or the key cannot be used.
    """
    from twin.analysis.proposal_format.signature import fingerprint, signed
    from twin.analysis.proposal_format.write import proposal_text
    from twin.analysis.proposals import ProposalProblem
    from twin.importers.proposals.container import content_of

    private = _private_key(key, password)
    check = check_file(file)
    others = [r for r in check.errors if r.finding.code not in _MENDED_BY_SIGNING]
    if others:
        raise ProposalProblem(others)
    content = content_of(file)
    document = json.loads(content.text.decode("utf-8-sig"))
    document = signed(_with_attachments(document, content.hashes), private)
    text = proposal_text(document)
    if zipfile.is_zipfile(file):
        _rewrite(file, to, text)
    else:
        _write(to, text)
    return fingerprint(document["signature"]["key"])


def pack_folder(folder: Path, to: Path) -> int:
    """Write a container of a folder's proposal.json, evidence/ and geometry/; count of the files.

    Raises
    ------
    TwinError
        If there is no proposal.json, or the container would have errors.
    """
    from twin.analysis.proposal_format.write import proposal_text
    from twin.analysis.proposals import ProposalProblem

    files = [p for part in ("evidence", "geometry") for p in sorted((folder / part).glob("*"))]
    hashes = {_name(folder, p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    try:
        document: dict[str, Any] = json.loads((folder / TEXT).read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            "There is no usable proposal.json in {folder} ({reason}); nothing was written.",
            "“twin proposal check” says what is wrong with it.",
            folder=folder,
            reason=str(error),
        ) from error
    text = proposal_text(_with_attachments(document, hashes))
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TEXT, text)
        for path in files:
            archive.write(path, _name(folder, path))
    check = check_file(to)
    if check.proposal is None:
        to.unlink()
        raise ProposalProblem(check.remarks)
    return len(files)


def trust_key(folder: Path, public_key: str, name: str) -> str:
    """Let the portfolio know a key; its fingerprint.

    Raises
    ------
    TwinError
        If it is no public key, or the portfolio cannot be opened.
    """
    from twin.analysis.proposal_format.signature import fingerprint, is_public_key

    if not is_public_key(public_key):
        raise TwinError(
            "“{key}” is no public key of Ed25519 in Base64; nothing was changed.",
            "Ask the supplier for the line that “twin proposal keys new” printed.",
            key=public_key[:60],
        )
    database = open_database(folder)
    try:
        supplier_keys.add_key(database, public_key, name)
    finally:
        database.close()
    return fingerprint(public_key)


def known_keys(folder: Path) -> tuple[tuple[str, SupplierKey], ...]:
    """Keys the portfolio knows, each with its fingerprint."""
    from twin.analysis.proposal_format.signature import fingerprint

    database = open_database(folder)
    try:
        return tuple((fingerprint(k.public_key), k) for k in supplier_keys.load_keys(database))
    finally:
        database.close()


def forget_key(folder: Path, key: str) -> str:
    """Let the portfolio know a key no longer, given by itself or its fingerprint.

    Raises
    ------
    TwinError
        If it is not known.
    """
    wanted = key.replace(" ", "")
    for fingerprint, known in known_keys(folder):
        if wanted in (known.public_key, fingerprint.replace(" ", "")):
            database = open_database(folder)
            try:
                supplier_keys.remove_key(database, known.public_key)
            finally:
                database.close()
            return known.name
    raise TwinError(
        "The portfolio does not know the key {key}; nothing was changed.",
        "“twin proposal keys list” shows the known ones.",
        key=key[:60],
    )


_MENDED_BY_SIGNING = ("proposal-signature", "proposal-attached-unsigned")


def _with_attachments(document: dict[str, Any], hashes: dict[str, str]) -> dict[str, Any]:
    """The document with the hashes of all attached files, which came with version 1.2."""
    if document.get("version") in ("1.0", "1.1"):
        document = {**document, "version": "1.2"}
    if not hashes:
        return document
    listed = [{"file": name, "sha256": hashes[name]} for name in sorted(hashes)]
    return {**document, "attachments": listed}


def _private_key(path: Path, password: str) -> "Ed25519PrivateKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        given = password.encode() or None
        key = serialization.load_pem_private_key(path.read_bytes(), given)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UnreadableFile(
            "The key in {file} cannot be used ({reason}); nothing was signed.",
            "Check the file and its password.",
            file=path.name,
            reason=str(error),
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UnreadableFile(
            "The key in {file} is not of the kind Ed25519; nothing was signed.",
            "Make one with “twin proposal keys new”.",
            file=path.name,
        )
    return key


def _rewrite(file: Path, to: Path, text: bytes) -> None:
    """The container with another text; what is attached stays."""
    temporary = to.with_name(f"{to.name}.arriving")
    with (
        zipfile.ZipFile(file) as old,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        new.writestr(TEXT, text)
        for member in old.infolist():
            if member.filename != TEXT:
                new.writestr(member, old.read(member))
    temporary.replace(to)


def _write(to: Path, content: bytes) -> None:
    temporary = to.with_name(f"{to.name}.arriving")
    temporary.write_bytes(content)
    temporary.replace(to)


def _write_new(to: Path, content: bytes) -> None:
    try:
        with to.open("xb") as file:
            to.chmod(0o600)
            file.write(content)
    except OSError as error:
        raise TwinError(
            "The key cannot be written to {file} ({reason}).",
            "Choose the name of a new file in a folder you may write to.",
            file=to,
            reason=error.strerror or str(error),
        ) from error


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
