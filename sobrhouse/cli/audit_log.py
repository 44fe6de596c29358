"""The command `audit verify`: whether the audit log is as it was written, and as it was printed."""

import sys
from argparse import ArgumentParser, Namespace

from sobrhouse.cli.opening import opened
from sobrhouse.domain.staff import Permission
from sobrhouse.problems import NotAllowed
from sobrhouse.words import N_, _, n_

NAME = "audit"
HELP = N_("Verify the audit log, also against a code from a printed report.")


def add_arguments(parser: ArgumentParser) -> None:
    """One thing to do so far, and the code to look for."""
    parser.add_argument("what", choices=["verify"], help=_("what to do"))
    parser.add_argument(
        "--anchor", metavar="CODE", help=_("the 12 characters from the foot of a printed report")
    )


def run(args: Namespace) -> int:
    """Walk the whole chain; 1 where it does not hold or the printed code is not in it."""
    with opened(args) as house:
        if not house.actor.may(Permission.SEE_AUDIT):
            raise NotAllowed(_("Only an owner, a manager or an auditor may verify the audit log."))
        verdict = house.store.verify_log(anchor=args.anchor)
    if verdict.ok:
        print(n_(
            "The audit log holds together: {n:,} entry, newest code {anchor}.",
            "The audit log holds together: {n:,} entries, newest code {anchor}.", verdict.rows,
        ).format(n=verdict.rows, anchor=verdict.anchor))
        if args.anchor:
            print(_("The printed code is in it."))
        return 0
    print(_("The audit log does not hold together:"), file=sys.stderr)
    for fault in verdict.faults[:20]:
        print(f"  {fault}", file=sys.stderr)
    return 1
