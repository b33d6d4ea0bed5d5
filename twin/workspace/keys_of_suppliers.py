"""Keys that suppliers sign with: made, read, and known to a portfolio."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import TwinError, UnreadableFile
from twin.model.supplier_key import SupplierKey
from twin.store import supplier_keys
from twin.store.database import open_database

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


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


def private_key(path: Path, password: str) -> "Ed25519PrivateKey":
    """Private key in a PEM file.

    Raises
    ------
    UnreadableFile
        If it cannot be used.
    """
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
