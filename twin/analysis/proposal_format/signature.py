"""Ed25519 signatures of proposal files (RFC 8032).

What is signed is the whole document without the field ``signature``, as canonical bytes: UTF-8,
names sorted by code point, no spaces, numbers as the shortest text that gives the same number.
Attached files are bound by their SHA-256 in the document.
"""

import base64
import binascii
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

VALID, WRONG, NONE = "valid", "wrong", "none"
ALGORITHM = "ed25519"


def canonical_bytes(document: dict[str, Any]) -> bytes:
    """What is signed of a document."""
    content = {name: value for name, value in document.items() if name != "signature"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def signed(document: dict[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """The document with its signature, in place of one that it had."""
    content = {name: value for name, value in document.items() if name != "signature"}
    public = _text(key.public_key().public_bytes_raw())
    value = _text(key.sign(canonical_bytes(content)))
    return {**content, "signature": {"algorithm": ALGORITHM, "key": public, "value": value}}


def signed_by(document: dict[str, Any]) -> str:
    """`VALID`, `WRONG` or `NONE`; whose the key is, is for others to say."""
    given = document.get("signature")
    if given is None:
        return NONE
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(given["key"]))
        key.verify(_bytes(given["value"]), canonical_bytes(document))
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return WRONG
    return VALID


def fingerprint(public_key: str) -> str:
    """Short name of a public key in Base64, for people to compare; "" for no key."""
    try:
        raw = _bytes(public_key)
    except ValueError:
        return ""
    digest = hashlib.sha256(raw).hexdigest()[:32]
    return " ".join(digest[i : i + 4] for i in range(0, 32, 4))


def is_public_key(text: str) -> bool:
    """Whether a text is an Ed25519 public key in Base64."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(text))
    except ValueError:
        return False
    return True


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
