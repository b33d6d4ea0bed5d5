"""Collect one constant from every module of a package."""

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def load(package: ModuleType, name: str, kind: type[T]) -> dict[str, T]:
    """Return the constant `name` of every module in `package`, keyed by module name.

    Packages inside it belong to those modules and are left out.

    Raises
    ------
    TypeError
        If a module's constant is not a `kind`.
    """
    found: dict[str, T] = {}
    for info in pkgutil.iter_modules(package.__path__):
        if info.ispkg:
            continue
        item = getattr(import_module(f"{package.__name__}.{info.name}"), name)
        if not isinstance(item, kind):
            raise TypeError(f"{package.__name__}.{info.name}.{name} is not a {kind.__name__}")
        found[info.name] = item
    return found
