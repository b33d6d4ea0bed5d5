"""Supplier proposals that come with the sample."""

from twin import resources


def proposal_files() -> dict[str, bytes]:
    """File name and content of each proposal, in order of name."""
    folder = resources.path("sample/proposals")
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.json"))}
