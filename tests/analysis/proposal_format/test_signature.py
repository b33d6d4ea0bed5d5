"""A signature belongs to one content and one key."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from twin.analysis.proposal_format.signature import (
    NONE,
    VALID,
    WRONG,
    canonical_bytes,
    fingerprint,
    is_public_key,
    signed,
    signed_by,
)
from twin.analysis.proposals import Attached, check_proposal, parse_proposal
from twin.sample.proposals import proposal_files

# RFC 8032, section 7.1, test 1.
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PUBLIC = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
KEY = Ed25519PrivateKey.from_private_bytes(SECRET)


def offer() -> dict[str, Any]:
    return json.loads(proposal_files()["innekart-2026-11.json"])


def data(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=3).encode()


def test_that_the_canonical_bytes_are_those_of_the_guide():
    document = {"å": 1.0, "a": [1, 2.5, 1e21, True, None, "\u2028é"], "signature": {"x": 1}}

    assert canonical_bytes(document).decode() == (
        '{"a":[1,2.5,1e+21,true,null,"\u2028é"],"å":1.0}'
    )


def test_that_the_key_is_the_one_of_the_rfc():
    given = signed({"a": 1}, KEY)["signature"]

    assert base64.b64decode(given["key"]) == PUBLIC
    assert given["algorithm"] == "ed25519"
    assert is_public_key(given["key"])
    assert not is_public_key("abc")
    assert not is_public_key("ü" * 44)
    assert len(fingerprint(given["key"])) == 39


def test_that_a_signature_holds_whatever_the_layout_of_the_file():
    document = signed(offer(), KEY)
    turned = dict(reversed(json.loads(data(document)).items()))

    assert (signed_by(document), signed_by(turned), signed_by(offer())) == (VALID, VALID, NONE)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Dyrere"},
        {"unknown": 1},
        {"signature": {"algorithm": "ed25519", "key": "", "value": ""}},
        {"signature": {"algorithm": "ed25519", "key": "AAAA", "value": "!"}},
    ],
)
def test_that_a_change_after_signing_is_refused(change: dict[str, Any]):
    document = signed(offer(), KEY) | change

    assert signed_by(document) == WRONG
    check = check_proposal(data(document))
    assert check.proposal is None
    assert [r.finding.code for r in check.errors] == ["proposal-signature"]
    assert check.errors[0].path == "signature"


def test_that_a_signed_proposal_names_its_key():
    proposal = parse_proposal(data(signed(offer(), KEY)))

    assert proposal.signature == "unknown key"
    assert proposal.signer == fingerprint(proposal.public_key)
    assert base64.b64decode(proposal.public_key) == PUBLIC
    assert parse_proposal(data(offer())).signature == "none"


# RFC 8032: points of order 4, 1 and 2; with them S = 0 fits many contents.
@pytest.mark.parametrize("point", ["00" * 32, "01" + "00" * 31, "ec" + "ff" * 30 + "7f"])
@pytest.mark.parametrize("sign", [0, 0x80])
def test_that_a_point_anybody_can_sign_with_is_no_key(point: str, sign: int):
    raw = bytes.fromhex(point)
    raw = raw[:31] + bytes([raw[31] | sign])
    key = base64.b64encode(raw).decode()
    value = base64.b64encode(raw + bytes(32)).decode()

    assert not is_public_key(key)
    for title in ("a", "b", "c", "d", "e", "f", "g", "h"):
        document = offer() | {
            "title": title, "signature": {"algorithm": "ed25519", "key": key, "value": value},
        }  # fmt: skip
        assert signed_by(document) == WRONG


def test_that_nothing_can_be_slipped_in_beside_a_signed_file():
    check = check_proposal(data(signed(offer(), KEY)), "", Attached({"evidence/x.pdf": "0" * 64}))

    assert [r.finding.code for r in check.errors] == ["proposal-attached-unsigned"]
