"""The one way out: a file about somebody is never there without the row that accounts for it.

The bytes are in memory; they are written aside; the row is committed; then the file gets its name.
If it cannot, the row is taken back and says so (safety.md 2, § 2.25).
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from sobrhouse.domain.outside import TITLES, Outgoing
from sobrhouse.domain.phrases import span
from sobrhouse.domain.staff import Actor
from sobrhouse.exchange.aside import drop_aside, put_in_place, write_aside
from sobrhouse.exchange.sealed_pdf import sealed
from sobrhouse.problems import Problem
from sobrhouse.services.disclosures import HandOut, disclose, take_back_disclosure
from sobrhouse.words import _


class Writes(Protocol):
    """The part of the store that is needed here."""

    def write(self, actor: Actor, use_case: Any, /, *args: Any, **kw: Any) -> Any:
        """What one use case gives back."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of it: the row in the accounting, and the file, if it is one."""

    disclosure_id: int
    path: Path | None = None


def hand_out(
    store: Writes, actor: Actor, going: Outgoing, pdf: bytes, path: Path, password: str = ""
) -> Handed:
    """Save a paper for outside as a file, behind a password unless that is empty. Raises Problem,
    and leaves no file, when the consent does not stand or allow it, or it cannot be written.
    """
    content = sealed(pdf, password) if password else pdf
    handed = handed_of(going, content, pages_of(pdf), "file")
    return file_after_row(store, actor, path, content, disclose, going.consent.id, handed)


def file_after_row(
    store: Writes, actor: Actor, path: Path, content: bytes,
    use_case: Callable[..., int], *args: Any,
) -> Handed:  # fmt: skip
    """Write these bytes under this name once `use_case` has committed its disclosure: no other
    order is safe. The HandOut among `args` must carry the sum of these very bytes.
    """
    part = write_aside(content, path)
    try:
        row = store.write(actor, use_case, *args)
    except BaseException:
        drop_aside(part)
        raise
    try:
        put_in_place(part, path)
    except Problem:
        why = _("The file could not be put in its place, so nothing was handed out.")
        store.write(actor, take_back_disclosure, row, why)
        raise
    _sync_folder(path.parent)
    return Handed(row, path)


def handed_of(going: Outgoing, content: bytes, pages: int, method: str) -> HandOut:
    """What the accounting says of a paper, from what is really on it."""
    title = _(TITLES[going.paper])
    days = span(going.first, going.last)
    return HandOut(
        resident_id=going.consent.resident_id,
        description=_("{paper}, {days}").format(paper=title, days=days),
        method=method,
        paper=going.paper.value,
        categories=going.passed.categories,
        pages=pages,
        sha256=hashlib.sha256(content).hexdigest(),
        left_out=going.left_out,
    )


def pages_of(pdf: bytes) -> int:
    """How many pages a paper of ours has."""
    return pdf.count(b"/Type /Page\n")


def told_by_mouth(handed: HandOut) -> HandOut:
    """The same for what was only said: no file, no sum."""
    return replace(handed, method="spoken", sha256="", pages=0, paper="")


def _sync_folder(folder: Path) -> None:
    """That the name is on the disk too, where a system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


__all__ = ["Handed", "file_after_row", "hand_out", "handed_of", "pages_of", "told_by_mouth"]
