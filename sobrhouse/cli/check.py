"""The command `check`: whether the database is whole, pages, tables, links and audit log."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from sobrhouse.cli.opening import keys_of, target, unlock
from sobrhouse.storage.checks import CheckResult, check, check_server
from sobrhouse.storage.damage.left_log import log_is_torn, torn_log
from sobrhouse.words import N_, _, n_

NAME = "check"
HELP = N_("Check that the database is whole: pages, tables, links and audit log.")


def add_arguments(parser: ArgumentParser) -> None:
    """One switch, for programs that read the answer."""
    parser.add_argument("--json", action="store_true", help=_("answer as one line of JSON"))


def run(args: Namespace) -> int:
    """Check, say what was found; 1 where the database is not whole."""
    database = target(args)
    dek = unlock(keys_of(database), args.staff).dek
    result = _checked(database, dek)
    if args.json:
        print(_as_json(result))
    else:
        print(_in_words(result), file=sys.stdout if result.ok else sys.stderr)
    return 0 if result.ok else 1


def _checked(database: Path | str, dek: bytes) -> CheckResult:
    if not isinstance(database, Path):
        return check_server(database, dek)
    if log_is_torn(database):  # looking further would have it forgotten
        return CheckResult((torn_log().sentence,), 0, (), 0, 0, "", "")
    return check(database, dek)


def _as_json(result: CheckResult) -> str:
    return json.dumps({
        "ok": result.ok, "faults": list(result.faults), "pages": result.pages,
        "rows": dict(result.rows), "audit_entries": result.entries,
        "audit_head": result.head_seq, "anchor": result.anchor, "digest": result.digest,
    }, ensure_ascii=False)


def _in_words(result: CheckResult) -> str:
    if not result.ok:
        return "\n".join([
            _("The database is not whole:"), *(f"  {fault}" for fault in result.faults),
            _("Nothing was touched. The command salvage puts the newest good backup in its place, "
              "with what is newer and can be read."),
        ])
    records = sum(count for _name, count in result.rows)
    lines = [_("The database is whole.")]
    if result.pages:
        lines.append(n_("{n:,} page", "{n:,} pages", result.pages).format(n=result.pages))
    lines.append(n_("{n:,} record", "{n:,} records", records).format(n=records))
    lines.append(
        n_("{n:,} audit entry", "{n:,} audit entries", result.entries).format(n=result.entries)
        + ", " + _("newest code {anchor}").format(anchor=result.anchor)
    )
    return "\n".join(lines)
