"""The project's own source, read as trees: what the tests about its structure walk."""

import ast
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file of the project."""

    name: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST, what: str) -> str:
        """A line for a failed test: where, and what stands there."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}: {what}"

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Every node of these kinds."""
        found = walked(self.tree)
        return (node for kind in kinds for node in found.get(kind, ()))

    def functions(self) -> list[ast.FunctionDef]:
        """The functions that stand at the top of the module."""
        return [node for node in self.tree.body if isinstance(node, ast.FunctionDef)]

    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """Every dotted name that is imported, wherever in the file."""
        for node in self.nodes(ast.Import, ast.ImportFrom):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif node.module:
                yield node, node.module
                yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)

    def strings(self) -> Iterator[ast.Constant]:
        """Every string that is not a docstring."""
        documents = {id(first_line(node)) for node in self.nodes(*DOCUMENTED)}
        for node in self.nodes(ast.Constant):
            if isinstance(node.value, str) and id(node) not in documents:
                yield node


DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def first_line(node: ast.AST) -> ast.AST | None:
    """The constant that is a module's, class's or function's docstring."""
    match node.body[:1]:
        case [ast.Expr(value=ast.Constant(value=str()) as document)]:
            return document
    return None


def called(node: ast.Call) -> str:
    """The dotted name that a call calls, as far as it is made of names."""
    parts: list[str] = []
    target: ast.expr = node.func
    while isinstance(target, ast.Attribute):
        parts.append(target.attr)
        target = target.value
    parts.append(target.id if isinstance(target, ast.Name) else "")
    return ".".join(reversed(parts))


@contextmanager
def kept() -> Iterator[None]:
    """A million nodes that stay for the whole session: nobody looks through them for garbage, now
    or later, which would take longer than to read them.
    """
    gc.collect()  # else the garbage of the tests before would stay as well
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@cache
def walked(tree: ast.Module) -> dict[type[ast.AST], list[ast.AST]]:
    """Every node of a file by its kind, walked once for all who look through it."""
    found: dict[type[ast.AST], list[ast.AST]] = {}
    for node in ast.walk(tree):
        found.setdefault(type(node), []).append(node)
    return found


@cache
def read(path: Path) -> Source:
    """One file."""
    text = path.read_text(encoding="utf-8")
    source = Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))
    walked(source.tree)
    return source


@cache
def below(folder: str) -> tuple[Source, ...]:
    """Every Python file below a folder, or the one named here."""
    path = ROOT / folder
    with kept():
        return (read(path),) if path.is_file() else tuple(map(read, sorted(path.rglob("*.py"))))


def sources(*folders: str) -> list[Source]:
    """Every Python file below these folders or named here; none at all is a mistake."""
    found = [source for folder in folders for source in below(folder)]
    assert found, f"no source in {folders}"
    return found
