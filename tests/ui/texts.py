"""Finds every text that can reach the user, by reading the sources."""

import ast
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import twin
from twin.analysis.assumptions import Defaults
from twin.analysis.known_sources import WHERE
from twin.importers.tables.recognise import formats
from twin.model.label import HEATING_GRADES
from twin.model.maintenance import WorkOrderState
from twin.ui.actions import ENTRIES, MENUS, MODES
from twin.ui.dialogs.keys import MOUSE
from twin.ui.dialogs.numbers_help import PARTS
from twin.ui.scene.decorations import CUBE_FACES
from twin.ui.scene.section_bar import LABELS
from twin.ui.texts import known
from twin.ui.texts.class_names import PLURALS
from twin.ui.texts.energy import PURPOSES
from twin.ui.texts.numbers import MONTHS
from twin.ui.texts.operation import GROUPS, UNITS
from twin.ui.texts.operation import NAMES as OPERATION_NAMES
from twin.ui.texts.part_names import NAMES
from twin.ui.texts.thermal import _KNOWN as KNOWN_BY
from twin.ui.texts.thermal import _KNOWN_SHORT as KNOWN_SHORT
from twin.ui.texts.thermal import SURROUNDINGS
from twin.workspace.defaults import (
    bergen_normals,
    defaults,
    usual_uncertainties,
    weight_sources,
)

ROOT = Path(twin.__file__).parent
SENTENCE = re.compile(r"^[A-Z{“][^\n]* [^\n]*\.$")
SYSTEM = (errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EROFS, errno.EISDIR)
"""What the system says most often when a file cannot be read or written."""
NOT_SHOWN = (
    "sample", "cli.py", "cli_database.py", "cli_decision.py", "cli_exchange.py",
    "cli_opportunities.py", "cli_proposal.py", "headless.py",
)  # fmt: skip
PLACES = {"Question": (2,), "Task": (0,), "LegendClass": (0,), "Category": (2,), "tr": (0,)}
KEYWORDS = {"label", "title", "note", "no_data_label"}


def user_texts() -> set[str]:
    """Every literal that is translated when it is shown."""
    found = _tables()
    for path in sorted(ROOT.rglob("*.py")):
        if any(part in path.parts for part in NOT_SHOWN):
            continue
        found.update(_texts(ast.parse(path.read_text(encoding="utf-8"))))
    return {t for t in found if any(c.isalpha() for c in t)}


def _tables() -> set[str]:
    pairs = [text for pair in (*MOUSE, *PARTS) for text in pair]
    states = [str(s.value) for s in WorkOrderState]
    names = [
        *MENUS,
        *PLURALS.values(),
        *MONTHS,
        *pairs,
        *states,
        *SURROUNDINGS.values(),
        *PURPOSES.values(),
        *GROUPS,
        *UNITS.values(),
        *OPERATION_NAMES.values(),
        *known.GROUPS,
        *known.NAMES.values(),
        *known.UNITS.values(),
        *known.KIND_WORDS.values(),
        *known.BASIS_WORDS.values(),
        *known.HEATING_WORDS.values(),
        *KNOWN_BY.values(),
        *KNOWN_SHORT.values(),
        *WHERE.values(),
        *HEATING_GRADES,
        *(usual.source for usual in usual_uncertainties().values()),
        *NAMES.values(),
    ]
    names += [f.label for kind in formats().values() for f in (kind, *kind.all_fields)]
    names += [*NAMES.values(), *LABELS.values(), *(face.label for face in CUBE_FACES)]
    names += _sources(defaults())
    names += [os.strerror(number) for number in SYSTEM]
    return {*names, *(e.text for e in ENTRIES), *(text for _, text, _ in MODES)}


def _sources(known: Defaults) -> list[str]:
    """Sources that stand under a result."""
    values = [
        *(value for era in known.eras for value in era.values.values()),
        *(source.efficiency for source in known.heat_sources.values()),
        *known.prices.values(),
        known.values["economics.discount_rate"],
        known.values["building_physics.heat_capacity"],
        *(value for name, value in known.values.items() if name.startswith("unheated.")),
    ]
    uses = [operation.source for operation in known.operations.values()]
    return [*(value.source for value in values), *uses, bergen_normals().source, *_weights(known)]


def _weights(known: Defaults) -> list[str]:
    """Sources of emissions, weights and labels."""
    factors = [f.source for by_basis in known.emission_factors.values() for f in by_basis.values()]
    weights = [
        text for by_weighting in weight_sources().values() for text in by_weighting.values()
    ]
    schemes = list(known.label_schemes.values())
    about = [text for scheme in schemes for text in (scheme.source, scheme.note)]
    scales = [scale.source for scheme in schemes for scale in scheme.scales.values()]
    return [*factors, *weights, *about, *scales, *known.emission_factors, *weight_sources()]


def _texts(tree: ast.AST) -> Iterator[str]:
    silent = _silent(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, _name(node.func))
        elif isinstance(node, ast.AnnAssign) and _name(node.target) == "label":
            yield from (text for text in _literals(node.value) if text[:1].isupper())
        elif _is_sentence(node) and id(node) not in silent:
            yield from _literals(node)


def _is_sentence(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text and bool(SENTENCE.match(node.value))


def _silent(tree: ast.AST) -> set[int]:
    """Docstrings and parts of f-strings."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            found.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            found.update(id(part) for part in node.values)
    return found


def _of_call(node: ast.Call, name: str) -> Iterator[str]:
    places = range(3) if name == "Legend" else PLACES.get(name, ())
    if name == "report" and len(node.args) == 2:
        places = (1,)
    for place in places:
        yield from _literals(node.args[place] if place < len(node.args) else None)
    if name in ("Task", "Legend", "LegendClass"):
        for keyword in node.keywords:
            if keyword.arg in KEYWORDS:
                yield from _literals(keyword.value)


def _literals(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
