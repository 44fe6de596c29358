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


def used_services(source: Source) -> set[tuple[str, str]]:
    """The services that a file uses, as module and function."""
    modules: dict[str, str] = {}
    found: set[tuple[str, str]] = set()
    for node in source.nodes(ast.ImportFrom):
        if node.module == "sobrhouse.services":
            modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif f"{node.module}".startswith("sobrhouse.services."):
            found |= {(node.module.rpartition(".")[2], alias.name) for alias in node.names}
    for node in source.nodes(ast.Attribute):
        if isinstance(node.value, ast.Name) and node.value.id in modules:
            found.add((modules[node.value.id], node.attr))
    return found


def test_every_use_case_first_asks_for_a_permission():
    """What only other services call is a part of a use case, and may trust it to have asked."""
    outside = [s for s in sources("sobrhouse", "ui") if "/services/" not in s.name]
    used = set().union(*map(used_services, outside))
    assert not [
        source.at(node, node.name)
        for source in sources("sobrhouse/services")
        for node in public(source)
        if first_argument(node) != "work"
        or (first_step(node) != "work.require" and (Path(source.name).stem, node.name) in used)
    ]


def test_every_query_names_the_permission_that_it_needs():
    assert not [
        source.at(node, node.name)
        for source in sources("sobrhouse/queries")
        for node in public(source)
        if first_argument(node) != "session"
        or "needs" not in [called(d) for d in node.decorator_list if isinstance(d, ast.Call)]
    ]


def query_names() -> list[tuple[str, str]]:
    """Every query as module and name."""
    return [
        (source.name[:-3].replace("/", "."), node.name)
        for source in sources("sobrhouse/queries")
        for node in public(source)
    ]


@pytest.mark.parametrize(("module", "name"), query_names())
def test_every_query_tells_whose_house_it_is_about(module, name):
    query = getattr(importlib.import_module(module), name)
    given = set(inspect.signature(query).parameters)
    assert given & HOUSE_OF or query.house_free


def test_there_are_services_and_queries_to_check():
    assert sum(len(public(source)) for source in sources("sobrhouse/services")) > 5
    assert len(query_names()) > 5
