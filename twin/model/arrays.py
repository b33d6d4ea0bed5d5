"""Array types of the program and the one way to freeze them."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float64]
Float32Array: TypeAlias = NDArray[np.float32]
IntArray: TypeAlias = NDArray[np.int32]
ByteArray: TypeAlias = NDArray[np.uint8]
BoolArray: TypeAlias = NDArray[np.bool_]


def frozen(values: Any, dtype: Any, shape: tuple[int | None, ...]) -> NDArray[Any]:
    """Read-only array of `dtype` whose shape agrees with `shape` (None = any length).

    Raises
    ------
    ValueError
        If the shape does not agree.
    """
    array = np.ascontiguousarray(values, dtype=dtype)
    agrees = array.ndim == len(shape) and all(
        want is None or have == want for have, want in zip(array.shape, shape, strict=True)
    )
    if not agrees:
        raise ValueError(f"expected shape {shape}, got {array.shape}")
    if array.flags.writeable:
        array = array.view()
        array.setflags(write=False)
    return array
