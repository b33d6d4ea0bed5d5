"""From untrusted XML to a tree that knows its lines; nothing outside the file is ever opened."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from twin.analysis.proposal_format.plain_text import plain
from twin.errors import UnreadableFile

LARGEST_FILE = 50_000_000  # bytes
DEEPEST = 100
MOST_ELEMENTS = 1_000_000
LONGEST_TEXT = 100_000  # characters of one element
NAMESPACES = (
    "http://buildingsync.net/schemas/bedes-auc/2019",
    "http://nrel.gov/schemas/bedes-auc/2014",
)
"""Of versions 1.0 to 2.x, and of drafts before them."""
_ASK = "Ask the auditor for a BuildingSync file, version 1.0 or 2."


@dataclass(slots=True)
class Node:
    """An element. name: without namespace; elements of other schemas begin with ``{``."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Node"] = field(default_factory=list["Node"])
    text: str = ""
    is_used: bool = False

    def child(self, path: str) -> "Node | None":
        """The first element under a path such as ``A/B``, None if there is none."""
        here: Node | None = self
        for name in path.split("/"):
            if here is None:
                return None
            here.is_used = True
            here = next((c for c in here.children if c.name == name), None)
        if here is not None:
            here.is_used = True
        return here

    def all(self, path: str) -> Iterator["Node"]:
        """Every element under a path."""
        self.is_used = True
        first, _, rest = path.partition("/")
        for child in self.children:
            if child.name == first:
                child.is_used = True
                if rest:
                    yield from child.all(rest)
                else:
                    yield child

    def said(self, path: str) -> str:
        """Text under a path on one line, "" where there is none."""
        found = self.child(path)
        return " ".join(plain(found.text).split()) if found is not None else ""

    def below(self, name: str) -> Iterator["Node"]:
        """Every element of a name at any depth."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if node.name == name:
                yield node
            stack.extend(reversed(node.children))


def read_document(data: bytes, name: str) -> Node:
    """The root element.

    Parameters
    ----------
    name : of the file, for messages.

    Raises
    ------
    UnreadableFile
        If it is too large or deep, no XML, has a DOCTYPE, or is not BuildingSync.
    """
    if len(data) > LARGEST_FILE:
        raise _limit(name, 0)
    builder = _Builder(name)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableFile(
            "{file} is no well-formed XML (line {line}: {reason}); nothing was imported.",
            _ASK,
            file=name,
            line=error.lineno,
            reason=expat.ErrorString(error.code),
        ) from error
    except (LookupError, ValueError) as error:
        raise UnreadableFile(
            "{file} says it is written in an encoding no audit uses; nothing was imported.",
            _ASK,
            file=name,
        ) from error
    root = builder.root
    if root is None or root.name != "BuildingSync":
        raise UnreadableFile(
            "{file} is not a BuildingSync file: its first element is {found}; nothing was"
            " imported.",
            _ASK,
            file=name,
            found=plain(root.name if root is not None else "–")[:80],
        )
    return root


class _Builder:
    """Builds the tree while expat reads; refuses what no audit needs."""

    def __init__(self, name: str) -> None:
        self.root: Node | None = None
        self._name = name
        self._open: list[Node] = []
        self._count = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self.parser = parser

    def _refuse(self, *given: object) -> int:
        del given
        raise UnreadableFile(
            "{file} has a document type or entities in line {line}, which an audit never needs and"
            " which can make a program open other files; nothing was imported.",
            _ASK,
            file=self._name,
            line=self.parser.CurrentLineNumber,
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise _limit(self._name, self.parser.CurrentLineNumber)
        node = Node(_plain(name), attributes, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, name: str) -> None:
        del name
        self._open.pop()

    def _text(self, text: str) -> None:
        node = self._open[-1]
        if len(node.text) + len(text) > LONGEST_TEXT:
            raise _limit(self._name, self.parser.CurrentLineNumber)
        if node.text or not text.isspace():
            node.text += text


def _plain(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return local if space in NAMESPACES else f"{{{space}}}{local}"


def _limit(name: str, line: int) -> UnreadableFile:
    return UnreadableFile(
        "{file} is larger or deeper than any real audit (line {line}); nothing was imported.",
        _ASK,
        file=name,
        line=line,
    )
