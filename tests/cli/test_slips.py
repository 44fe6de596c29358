"""A slip of the program at the command line says where, and not with what."""

import sys
from types import ModuleType

from sobrhouse import cli


def test_a_slip_is_told_without_its_values(monkeypatch, capsys):
    def run(_args):
        return int("Marcus Tate")

    broken = ModuleType("sobrhouse.cli.broken")
    broken.HELP, broken.run = "Breaks", run
    broken.add_arguments = lambda _parser: None
    monkeypatch.setitem(sys.modules, "sobrhouse.cli.broken", broken)
    monkeypatch.setattr(cli, "COMMANDS", (("break", "broken"),))
    assert cli.main(["break"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Something went wrong in sobrhouse. Everything that was saved is")
    assert "builtins.ValueError\n  sobrhouse/cli/__init__.py:" in said.err
    assert "Marcus" not in said.err
