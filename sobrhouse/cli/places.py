"""The options that say where the records are and who asks: before or behind any command's name."""

from argparse import SUPPRESS, ArgumentParser

from sobrhouse.words import _


def add_places(parser: ArgumentParser, default: object = SUPPRESS) -> None:
    """Database, data folder and staff member; without `default` what stood before is kept."""
    parser.add_argument("--db", metavar="FILE|URL", default=default, help=_(
        "the database: a file, or postgresql://… (the one in the data folder)"))
    parser.add_argument("--data", metavar="DIR", default=default, help=_(
        "another data folder than this computer's own"))
    parser.add_argument("--staff", metavar="NAME", default=default, help=_(
        "which staff member you are, where there are several"))
