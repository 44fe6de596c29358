"""`report list`: it names every paper that the command line makes, and each says what it is."""

from argparse import ArgumentParser, _SubParsersAction

import pytest

from sobrhouse.cli import main, report
from sobrhouse.domain.blank_forms import FORMS
from tests.reports.test_anonymity import entry_points
from tests.source import sources


def papers() -> dict[str, ArgumentParser]:
    """The papers as the real command knows them."""
    parser = ArgumentParser()
    report.add_arguments(parser)
    (found,) = (a for a in parser._actions if isinstance(a, _SubParsersAction))
    return dict(found.choices)


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What the command names, with what it says of each."""
    assert main(["report", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    return {name: about.strip() for name, about in (line.split("  ", 1) for line in lines)}


@pytest.mark.parametrize(("paper", "others"), [
    ("weekly", ["--kind", "chart"]),
    ("weekly", ["--resident", "Sam Okafor"]),
    ("signlog", ["--blank"]),
    ("agenda", ["--week", "2026-11-22"]),
    ("circle", ["--on", "2026-11-22"]),
])
def test_an_option_that_a_paper_does_not_read_is_wrong_usage(paper, others, tmp_path, capsys):
    out = tmp_path / "paper.pdf"
    assert main(["report", paper, *others, "--out", str(out)]) == 2
    assert f"unrecognized arguments: {others[0]}" in capsys.readouterr().err
    assert not out.exists()


def test_nothing_that_can_be_made_is_missing_from_the_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = listed(capsys)
    assert [name for name in lines if " " not in name] == list(papers())
    assert all(len(about) > 8 for about in lines.values())
    assert len(set(lines)) == len(lines)


def test_every_form_is_named_under_its_paper(capsys: pytest.CaptureFixture[str]) -> None:
    lines = listed(capsys)
    assert {name for name in lines if name.startswith("blank ")} == {
        f"blank {form}" for form in FORMS}  # fmt: skip
    assert lines["blank pass"] == "Pass request"


@pytest.mark.parametrize("code", list(papers()))
def test_each_paper_says_how_it_is_asked_for(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", code, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"report {code}" in said and "--db" in said


def test_a_paper_that_is_not_there_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "budget", "--out", "x.pdf"]) == 2
    assert "weekly" in capsys.readouterr().err


def reached() -> set[str]:
    """The modules of reports that the command line leads to, also through one another."""
    files = {s.name.removesuffix(".py").replace("/", "."): s for s in sources("sobrhouse")}
    todo = [name for name in files if name.startswith("sobrhouse.cli.report")]
    found: set[str] = set()
    while todo:
        for _node, name in files[todo.pop()].imports():
            if name.startswith("sobrhouse.reports") and name not in found and name in files:
                found.add(name)
                todo.append(name)
            package = f"{name}.__init__"
            if name.startswith("sobrhouse.reports.") and package in files and package not in found:
                found |= {name, package}
                todo.append(package)
    return found


def test_every_paper_is_made_by_a_command_but_for_what_belongs_to_the_office() -> None:
    """A badge is a key, a recovery code is shown once, and a certificate of destruction is made by
    the command `retention`.
    """
    there = {module.__name__ for module in entry_points().values()}
    assert there - reached() == {
        f"sobrhouse.reports.{name}" for name in ("badges", "destruction", "recovery_code")
    }
