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
_SIGN_BIT = 0x80
_SMALL_ORDER = frozenset(
    bytes.fromhex(text)
    for text in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
"""Points of order 1, 2, 4 and 8 without their sign, also beyond the prime: a signature by such a
"key" can be made by anybody and fits one content in eight or more."""


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
        key = _public_key(given["key"])
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
        _public_key(text)
    except ValueError:
        return False
    return True


def _public_key(text: str) -> Ed25519PublicKey:
    raw = _bytes(text)
    if len(raw) == 32 and raw[:31] + bytes([raw[31] & ~_SIGN_BIT]) in _SMALL_ORDER:
        raise ValueError("a point of small order is nobody's key")
    return Ed25519PublicKey.from_public_bytes(raw)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
