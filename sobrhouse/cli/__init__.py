"""The command line: one file a command; it ends with 0 done, 1 a problem, 2 wrong usage."""

import importlib
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from types import ModuleType

from sobrhouse import __version__
from sobrhouse.cli.places import add_places
from sobrhouse.logs import describe
from sobrhouse.problems import Problem
from sobrhouse.words import LANGUAGES, _, speak

# name of the command, and the file here that has its NAME, HELP, add_arguments() and run()
COMMANDS = (
    ("demo", "demo"),
    ("report", "report"),
    ("import", "importing"),
    ("export", "exporting"),
    ("check", "check"),
    ("audit", "audit_log"),
    ("passphrase", "passphrase"),
    ("recover", "recover"),
    ("backup", "backup"),
    ("backups", "backups"),
    ("restore", "restore"),
    ("salvage", "salvage"),
    ("rotate", "rotate"),
    ("retention", "retention"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; a Problem is said on standard error in its one sentence."""
    given = list(sys.argv[1:] if argv is None else argv)
    _choose_language()
    _speak_plainly()
    try:
        args = _parser(given).parse_args(given)
    except SystemExit as stopped:  # argparse has said what is wrong, or what was asked
        return stopped.code if isinstance(stopped.code, int) else 2
    try:
        return int(args.run(args))
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
    except BrokenPipeError:  # whoever read our answer has closed the door
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as problem:  # a slip of the program: where, but not with what
        print(_("Something went wrong in sobrhouse. Everything that was saved is safe. The lines "
                "below hold no names and no records: send them to whoever looks after this "
                "program."), file=sys.stderr)
        print(describe(problem), file=sys.stderr)
    return 1


def _parser(given: Sequence[str]) -> ArgumentParser:
    parser = ArgumentParser(
        prog="sobrhouse-cli", allow_abbrev=False,
        description=_("Runs a sober living home: residents, beds, meetings and papers."))
    parser.add_argument("--version", action="version", version=f"sobrhouse {__version__}")
    add_places(parser, default=None)
    commands = parser.add_subparsers(
        title=_("commands"), metavar=_("COMMAND"), dest="command", required=True)
    for name, module in _wanted(given):
        command = commands.add_parser(
            name, help=_(module.HELP), description=_(module.HELP), allow_abbrev=False)
        add_places(command)
        module.add_arguments(command)
        command.set_defaults(run=_runner(module))
    return parser


def _wanted(given: Sequence[str]) -> Iterable[tuple[str, ModuleType]]:
    """The command that is named, else all of them: each is imported late, for a quick start."""
    named = next((word for word in given if word in dict(COMMANDS)), None)
    for name, file in COMMANDS:
        if named in (None, name):
            yield name, importlib.import_module(f"sobrhouse.cli.{file}")


def _runner(module: ModuleType) -> object:
    def run(args: Namespace) -> int:
        from sobrhouse.storage.hardening import harden

        harden()
        code: int = module.run(args)
        return code

    return run


def _choose_language() -> None:
    chosen = next((v for n in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(n))), "")
    speak(chosen[:2] if chosen[:2] in LANGUAGES else "en")


def _speak_plainly() -> None:
    """A terminal that cannot show a letter shows something for it, and the command goes on."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
