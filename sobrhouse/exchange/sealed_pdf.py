"""PDF files that open with a password alone: AES with 256 bits, as PDF 2.0 has it."""

import io
import secrets

from sobrhouse.problems import Problem
from sobrhouse.words import _

SHORTEST = 8
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
_GROUPS, _LONG = 4, 4


def sealed(pdf: bytes, password: str) -> bytes:
    """The same pages behind a password; a Problem where that is too short to be worth it.

    The file differs each time: keys and salts are drawn anew.
    """
    if len(password) < SHORTEST:
        raise Problem(
            _("A password needs {n} letters or more. Type a longer one.").format(n=SHORTEST),
            field="password",
        )
    from pypdf import PdfReader, PdfWriter  # only when a paper leaves: it takes a while to load

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    owner = secrets.token_urlsafe(32)  # nobody needs to know: the one password opens everything
    writer.encrypt(password, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def new_password() -> str:
    """Sixteen letters in groups of four, to be read out on the phone: about 78 bits."""
    groups = ("".join(secrets.choice(_LETTERS) for _n in range(_LONG)) for _m in range(_GROUPS))
    return "-".join(groups)
