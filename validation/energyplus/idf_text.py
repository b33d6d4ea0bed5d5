"""The text form of one EnergyPlus input object."""


def obj(kind: str, *fields: object) -> str:
    """One object, its fields in order; numbers with all digits that matter."""
    return ", ".join([kind, *(_text(field) for field in fields)]) + ";"


def _text(field: object) -> str:
    return f"{field:.8g}" if isinstance(field, float) else str(field)
