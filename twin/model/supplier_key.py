"""Keys of suppliers whose signatures a portfolio trusts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SupplierKey:
    """A public key that somebody found to be a supplier's.

    public_key : Ed25519, Base64.  added_at : UTC, ISO.
    """

    public_key: str
    name: str
    added_at: str = ""
    added_by: str = ""
