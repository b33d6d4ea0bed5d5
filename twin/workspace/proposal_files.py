"""What suppliers and the municipality do with proposal files outside the window."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from twin.errors import UnreadableFile
from twin.importers.proposals.read import check_file
from twin.workspace.keys_of_suppliers import private_key

__all__ = ["check_file", "pack_folder", "sign_file"]
TEXT = "proposal.json"


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

    private = private_key(key, password)
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


_MENDED_BY_SIGNING = ("proposal-signature", "proposal-attached-unsigned")


def _with_attachments(document: dict[str, Any], hashes: dict[str, str]) -> dict[str, Any]:
    """The document with the hashes of all attached files, which came with version 1.2."""
    if document.get("version") in ("1.0", "1.1"):
        document = {**document, "version": "1.2"}
    if not hashes:
        return document
    listed = [{"file": name, "sha256": hashes[name]} for name in sorted(hashes)]
    return {**document, "attachments": listed}


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


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
