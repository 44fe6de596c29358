"""Nobody gets in by a forgotten check: every write asks for a permission, every read names one."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from tests.source import Source, called, sources

HOUSE_OF = {"house_id", "resident_id", "stay_id", "bed_id", "room_id", "actor"}


def public(source: Source) -> list[ast.FunctionDef]:
    """The functions at the top of a module that others may call."""
    return [node for node in source.functions() if not node.name.startswith("_")]


def first_argument(node: ast.FunctionDef) -> str:
    """The name of a function's first argument, empty if it takes none."""
    return next((argument.arg for argument in node.args.args), "")


def first_step(node: ast.FunctionDef) -> str:
    """The dotted name that a function's first statement after the docstring calls."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    match body[:1]:
        case [ast.Expr(value=ast.Call() as call)]:
            return called(call)
    return ""


def used(source: Source, package: str) -> set[tuple[str, str]]:
    """What a file uses of a package's modules, as module and function."""
    modules: dict[str, str] = {}
    found: set[tuple[str, str]] = set()
    for node in source.nodes(ast.ImportFrom):
        if node.module == package:
            modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif f"{node.module}".startswith(f"{package}."):
            found |= {(node.module.rpartition(".")[2], alias.name) for alias in node.names}
    for node in source.nodes(ast.Attribute):
        if isinstance(node.value, ast.Name) and node.value.id in modules:
            found.add((modules[node.value.id], node.attr))
    return found


def used_outside(package: str) -> set[tuple[str, str]]:
    """What the rest of the program uses of a package."""
    folder = package.replace(".", "/")
    outside = [s for s in sources("sobrhouse", "ui") if not s.name.startswith(f"{folder}/")]
    return set().union(*(used(source, package) for source in outside))


def asks(node: ast.FunctionDef) -> bool:
    """Whether a use case asks for a permission before anything else."""
    return (first_argument(node), first_step(node)) == ("work", "work.require")


def is_marked(node: ast.FunctionDef) -> bool:
    """Whether a query names its permission."""
    marks = [called(d) for d in node.decorator_list if isinstance(d, ast.Call)]
    return first_argument(node) == "session" and "needs" in marks


def test_every_use_case_first_asks_for_a_permission():
    """What only other services call is a part of a use case, and may trust it to have asked."""
    outside = used_outside("sobrhouse.services")
    assert not [
        source.at(node, node.name)
        for source in sources("sobrhouse/services")
        for node in public(source)
        if not asks(node) and (Path(source.name).stem, node.name) in outside
    ]


def test_every_query_names_the_permission_that_it_needs():
    """What only other queries call is a part of a query; the store refuses it by itself."""
    outside = used_outside("sobrhouse.queries")
    assert not [
        source.at(node, node.name)
        for source in sources("sobrhouse/queries")
        for node in public(source)
        if not is_marked(node) and (Path(source.name).stem, node.name) in outside
    ]


def query_names() -> list[tuple[str, str]]:
    """Every query as module and name."""
    return [
        (source.name[:-3].replace("/", "."), node.name)
        for source in sources("sobrhouse/queries")
        for node in public(source)
        if is_marked(node)
    ]


@pytest.mark.parametrize(("module", "name"), query_names())
def test_every_query_tells_whose_house_it_is_about(module, name):
    query = getattr(importlib.import_module(module), name)
    given = set(inspect.signature(query).parameters)
    assert given & HOUSE_OF or query.house_free


def test_there_are_use_cases_and_queries_to_check():
    services = [node for source in sources("sobrhouse/services") for node in public(source)]
    assert sum(map(asks, services)) > 20
    assert len(query_names()) > 20
