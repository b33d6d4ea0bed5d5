"""The same names and random numbers every time the same sample is written."""

import uuid
import zlib

import numpy as np
from ifcopenshell import guid

_NAMESPACE = uuid.UUID("6d1f0c52-7c55-4b8e-9a57-0d0c3b6f2a10")


def global_id(*key: object) -> str:
    """GlobalId that follows from a key alone."""
    return guid.compress(uuid.uuid5(_NAMESPACE, "/".join(str(k) for k in key)).hex)


def random_source(*key: object) -> np.random.Generator:
    """Random numbers that follow from a key alone."""
    return np.random.default_rng(zlib.crc32("/".join(str(k) for k in key).encode()))
