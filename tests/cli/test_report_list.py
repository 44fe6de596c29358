"""`report list`: it names every paper that the command line makes, and each says what it is."""

from argparse import ArgumentParser, _SubParsersAction

import pytest

from sobrhouse.cli import main, report


def papers() -> dict[str, ArgumentParser]:
    """The papers as the real command knows them."""
    parser = ArgumentParser()
    report.add_arguments(parser)
    (found,) = (a for a in parser._actions if isinstance(a, _SubParsersAction))
    return dict(found.choices)


def test_nothing_that_can_be_made_is_missing_from_the_list(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["report", "list"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert list(lines) == list(papers())
    assert all(len(about.strip()) > 8 for about in lines.values())
    assert len(set(lines.values())) == len(lines)


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
