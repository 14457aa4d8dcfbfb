"""The elements of a plan file, one record at a time; expat with everything forbidden that a plan does not need.

No document type (so no entities), little depth, a bound on the elements of one record and on bytes of one tag.
"""

import codecs
import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import IO, NoReturn
from xml.parsers import expat  # hardened below; defusedxml has no parser that streams without a tree

from pursuit.integrations.msproject.errors import PlanError

LIMIT = 200_000_000  # bytes
CHUNK = 1 << 16
MAX_TOKEN = 8 << 20  # bytes of one tag or comment, which expat holds as a whole
MAX_DEPTH = 32
MAX_NODES = 500_000  # elements of one record; ten years of days in five timephased series are 110,000
MAX_TEXT = 16 << 20  # characters of text in one record
MAX_NAMES = 5000  # distinct names of elements and attributes; expat keeps each
MAX_HEAD = 5000  # elements of the head
MAX_RECORDS = 400_000  # tasks, say: Microsoft Project's own limit
RECORD = 3  # depth of a task: Project, Tasks, Task
NAMESPACE = "schemas.microsoft.com/project"
_CHINESE = re.compile(
    rb"""\s*<\?xml[^>]{0,99}encoding=["'](?:gb2312|gbk|gb18030|gb_2312-80|cp936)["']""", re.IGNORECASE
)
OLE = b"\xd0\xcf\x11\xe0"


class Node:
    """An element: its name without prefix, its text, its children, the line it begins on."""

    __slots__ = ("children", "line", "name", "text")

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.text = ""
        self.children: list[Node] = []

    def find(self, name: str) -> "Node | None":
        return next((child for child in self.children if child.name == name), None)


class _Builder:
    """Gives ("", node) for elements of the second level without children, (container, node) for those of the third."""

    def __init__(self, encoding: str | None) -> None:
        self.parser = expat.ParserCreate(encoding, None, None)  # no interning: hostile names would never be let go
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.stack: list[Node] = []
        self.texts: list[str] = []
        self.found: deque[tuple[str, Node]] = deque()
        self.nodes = self.letters = 0
        self.names: set[str] = set()
        self.given: Counter[str] = Counter()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        node = Node(name.rpartition(":")[2], self.parser.CurrentLineNumber)
        depth = len(self.stack) + 1
        self.names.add(name)
        self.names.update(attributes)
        if len(self.names) > MAX_NAMES:
            raise self.unsafe()
        if depth == 1:
            _check_root(node, attributes)
        elif depth > RECORD:
            self.nodes += 1
            self.stack[-1].children.append(node)
            if depth > MAX_DEPTH or self.nodes > MAX_NODES:
                raise self.unsafe()
        self.stack.append(node)
        self.texts.clear()

    def data(self, text: str) -> None:
        self.letters += len(text)
        if self.letters > MAX_TEXT:
            raise self.unsafe()
        self.texts.append(text)

    def end(self, _name: str) -> None:
        node = self.stack.pop()
        depth = len(self.stack) + 1
        if not node.children:
            node.text = "".join(self.texts)
        self.texts.clear()
        if depth == RECORD:
            self.stack[-1].line = -1  # the container had a record: it is no element of the head
            self.give(self.stack[-1].name, node, MAX_RECORDS)
        elif depth == RECORD - 1 and node.line > 0:
            self.give("", node, MAX_HEAD)
        if depth <= RECORD:
            self.nodes = self.letters = 0

    def give(self, container: str, node: Node, limit: int) -> None:
        self.given[container] += 1
        if self.given[container] > limit:
            raise PlanError("too_many", container or "Project", line=node.line, limit=limit)
        self.found.append((container, node))

    def doctype(self, *_given: object) -> NoReturn:
        raise self.unsafe()

    def unsafe(self) -> PlanError:
        return PlanError("unsafe_xml", line=self.parser.CurrentLineNumber)


def records(stream: IO[bytes], limit: int = LIMIT) -> Iterator[tuple[str, Node]]:
    """("", element of the head) and (container, record) in the order of the file. Raises PlanError."""
    head = stream.read(CHUNK)
    _check_start(head)
    chinese = codecs.getincrementaldecoder("gb18030")() if _CHINESE.match(head) else None
    builder = _Builder("utf-8" if chinese else None)
    parser, fed, piece = builder.parser, 0, head
    try:
        while True:
            if chinese:  # expat knows no encoding of several bytes
                piece = chinese.decode(piece, not piece).encode()
            fed += len(piece)
            if fed >= limit:
                raise PlanError("too_large", limit=limit // 1_000_000)
            parser.Parse(piece, not piece)
            if fed - parser.CurrentByteIndex > MAX_TOKEN:
                raise builder.unsafe()
            while builder.found:
                yield builder.found.popleft()
            if not piece:
                return
            piece = stream.read(CHUNK)
    except (expat.ExpatError, LookupError, UnicodeError, ValueError) as error:
        raise PlanError("not_xml", line=parser.CurrentLineNumber) from error


def _check_start(piece: bytes) -> None:
    if not piece.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise PlanError("empty_file")
    if piece.startswith(OLE):
        raise PlanError("mpp_binary")
    if piece.startswith(b"PK\x03\x04"):
        raise PlanError("not_mspdi")


def _check_root(node: Node, attributes: dict[str, str]) -> None:
    spaces = [text for name, text in attributes.items() if name.partition(":")[0] == "xmlns"]
    if node.name != "Project" or (spaces and not any(NAMESPACE in space for space in spaces)):
        raise PlanError("not_mspdi", node.name, line=node.line)
