"""Keys for new records: they sort by the time they were made, and no two are alike."""

import secrets
import time


def new_key() -> str:
    """26 letters and digits: microseconds since 1970 and chance."""
    return f"{time.time_ns() // 1000:014x}{secrets.token_hex(6)}"
