"""Series of numbers as compressed blocks of bytes."""

import zlib

import numpy as np

from twin.model.arrays import Float32Array


def packed(values: Float32Array) -> bytes:
    """Little-endian floats, first all lowest bytes, then the next: compresses far better."""
    planes = np.ascontiguousarray(values.astype("<f4").view(np.uint8).reshape(-1, 4).T)
    return zlib.compress(planes.tobytes(), level=1)


def unpacked(block: bytes) -> Float32Array:
    """The values of a block, shape (n,)."""
    planes = np.frombuffer(zlib.decompress(block), dtype=np.uint8).reshape(4, -1)
    return np.ascontiguousarray(planes.T).view("<f4").ravel().astype(np.float32, copy=False)
