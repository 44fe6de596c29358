"""Problems: things that a person can put right, said in their words."""


class Problem(Exception):
    """Something a person can fix: one plain sentence, perhaps beside one field.

    `field` names the form field that it belongs to, `details` is technical text that is shown
    only on request.
    """

    def __init__(self, sentence: str, *, field: str | None = None, details: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.details = details


class NotAllowed(Problem):
    """The actor's role, or the houses given to them, do not let them do this."""


class NotFound(Problem):
    """The record asked for is not there (any more)."""


class Stale(Problem):
    """Somebody else changed the record meanwhile; `theirs` holds the values that stand now."""

    def __init__(
        self,
        sentence: str,
        *,
        theirs: dict[str, object] | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(sentence, field=field)
        self.theirs = theirs or {}


class WrongPassphrase(Problem):
    """No key slot opens with what was typed; the file itself may be quite healthy."""


class Damaged(Problem):
    """The database or its key file cannot be read as what it should be."""


class PagesDamaged(Damaged):
    """Pages of the database are not what was written: a backup can put it right."""


class KeysDamaged(Damaged):
    """The key file is not what was written: its copy beside a backup can take its place."""


class KeysMissing(NotFound):
    """There is no key file beside the database."""


class DiskFault(Damaged):
    """The disk did not do as it was told; what is on it may be whole."""


class DatabaseGone(NotFound):
    """There are keys, but no database beside them."""


class NewerFile(Problem):
    """The file was made by a later version of the program."""


class ReadOnly(Problem):
    """The folder or file does not let us write."""


class DiskFull(Problem):
    """There is no room left on the disk."""


class Stopped(Problem):
    """The person stopped it before it was done; nothing half is left."""


class Busy(Problem):
    """Another program holds the database for longer than we wait."""
