"""The log: it says what went wrong and where, and not one value."""

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sobrhouse import logs
from sobrhouse.logs import Details, PlainFormatter, describe, without_folders

NAME, PHONE = "Marcus Tate", "518-555-0142"
log = logging.getLogger("sobrhouse.test")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """The log of a run, begun."""
    before = logging.raiseExceptions
    file = logs.begin(tmp_path / "logs", "office")
    yield tmp_path / "logs" / "office.log"
    logs.end(file)
    logging.raiseExceptions = before


def failed(slip: type[BaseException], *said: object) -> BaseException:
    try:
        raise slip(*said)
    except slip as problem:
        return problem


def test_a_log_tells_kinds_instead_of_values(written: Path) -> None:
    log.error("cannot sign in %s after %d tries", NAME, 3)
    log.warning("%s", {"phone": PHONE})
    text = written.read_text("utf-8")
    assert "cannot sign in <str> after 3 tries" in text and "<dict>" in text
    assert "Marcus" not in text and "555" not in text


def test_a_failure_that_is_logged_says_where_and_not_with_what(written: Path) -> None:
    try:
        int(NAME)
    except ValueError:
        log.exception("a sum that did not work")
    text = written.read_text("utf-8")
    assert "builtins.ValueError\n  tests/test_logs.py:" in text
    assert "Marcus" not in text


def test_of_a_library_only_the_place_is_told(written: Path) -> None:
    logging.getLogger("sqlalchemy.engine").error(f"INSERT … {NAME}")
    text = written.read_text("utf-8")
    assert "ERROR sqlalchemy.engine: test_logs:" in text
    assert "Marcus" not in text


def test_text_known_to_be_plain_is_written_as_it_is(written: Path) -> None:
    log.error("%s", Details("TypeError\n  ui/desk/desk.py:7 in do"))
    assert "ui/desk/desk.py:7 in do" in written.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_log_is_its_owners_alone_and_stays_small(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    for _ in range(30):
        log.error("%s", Details("x" * 100_000))
    files = sorted(written.parent.iterdir())
    assert len(files) == 1 + logs.KEPT
    assert sum(f.stat().st_size for f in files) < (1 + logs.KEPT) * (logs.LARGEST + 100_100)
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file stands there", "utf-8")
    before = logging.raiseExceptions
    assert logs.begin(tmp_path / "logs", "office") is None
    logs.end(None)
    logging.raiseExceptions = before


def test_a_slip_says_what_it_was_in_the_words_of_the_code() -> None:
    try:
        Path().nothing  # type: ignore[attr-defined]  # noqa: B018 - it is to fail
    except AttributeError as problem:
        assert "'PosixPath' object has no attribute 'nothing'" in describe(problem).replace(
            "WindowsPath", "PosixPath"
        )
    assert "takes … positional arguments but 3 were given" in describe(
        failed(TypeError, "takes 42 positional arguments but 3 were given")
    )


@pytest.mark.parametrize("slip", [RuntimeError, AssertionError, TypeError, AttributeError])
def test_a_slip_that_quotes_a_person_does_not_pass_it_on(slip: type[BaseException]) -> None:
    told = describe(failed(slip, f"value '{NAME}' ({PHONE}) has no Will, Grace or peña"))
    planted = ("Marcus", "Tate", "555", "0142", "Will", "Grace", "peña")
    assert not [word for word in planted if word in told]
    assert f"{slip.__name__}: value '…' (…) has no …, … or …" in told


def test_a_kind_that_the_program_does_not_know_says_nothing_of_its_own() -> None:
    class OddError(RuntimeError):
        """Somebody else's."""

    assert "Marcus" not in describe(failed(OddError, NAME))


def test_where_the_program_lies_is_not_told() -> None:
    fault = (
        'Fatal Python error: Segmentation fault\n'
        '  File "/home/dana.reyes/lib/python3.11/site-packages/ui/desk/desk.py", line 3 in do\n'
        '  File "C:\\Users\\Dana Reyes\\prog\\runpy.py", line 88 in _run_code\n'
        f'  File "{Path(logs.__file__)}", line 1 in x\n'
    )
    told = without_folders(fault)
    assert "ana" not in told
    for left in ('"ui/desk/desk.py", line 3', '"runpy.py", line 88', '"sobrhouse/logs.py", line 1'):
        assert left in told


def test_the_formatter_has_no_way_to_the_filled_in_sentence() -> None:
    said = "%(who)s left", ({"who": NAME},)
    record = logging.LogRecord("sobrhouse.x", logging.ERROR, __file__, 1, *said, None)
    assert "Marcus" not in PlainFormatter().format(record)
