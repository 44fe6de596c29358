#!/usr/bin/env python3
"""The one door for developers: it makes what a task needs, then does the task."""

import contextlib
import hashlib
import importlib.util
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"
LOCK = ROOT / "requirements.lock"
OUT = ROOT / "out"
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("es",)

OLDEST, NEWEST = (3, 11), (3, 14)

# What Qt loads at run time and pip cannot bring: the library's file name and Debian's package.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
# The same for a window on an X display.
X_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


# --- making what is needed -------------------------------------------------------------------


def stop(reason: str) -> NoReturn:
    """End with exit code 1 and say what is missing and what to do about it."""
    raise SystemExit(f"dev.py: {reason}")


def tell(line: str) -> None:
    """Say what is going on, on standard error: standard output belongs to the task."""
    print(f"dev.py: {line}", file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], **env: str) -> int:
    """Run a command in the project's folder, with `env` added, and give its exit code."""
    try:
        words = [str(word) for word in command]
        return subprocess.run(words, cwd=ROOT, env=os.environ | env, check=False).returncode
    except KeyboardInterrupt:
        return 130


def python(*words: str | Path, **env: str) -> int:
    """Run the environment's Python in the project's folder."""
    return run([PYTHON, *words], **env)


def is_root() -> bool:
    """Whether we may install packages without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_packages(packages: Sequence[str], reason: str) -> None:
    """Bring Debian packages, or say the one command that does."""
    if not shutil.which("apt-get"):
        wanted = " ".join(packages)
        stop(f"{reason}. Install what your system calls these packages: {wanted}")
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not is_root():
        both = f"apt-get update && {shlex.join(command)}"
        stop(f"{reason}. Type this, then start again:\n\n  sudo sh -c {shlex.quote(both)}\n")
    tell(f"{reason}; installing {' '.join(packages)} ...")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], **quiet)
    if run([*command, "-qq", "-o=Dpkg::Use-Pty=0"], **quiet) != 0:
        stop(f"apt-get could not bring {' '.join(packages)}; it says why above.")


def need_libraries(libraries: dict[str, str]) -> None:
    """See that the shared libraries can be loaded; on Debian as root bring those that cannot."""
    if sys.platform != "linux" or importlib.util.find_spec("_ctypes") is None:
        return
    import ctypes

    def missing(name: str) -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return True
        return False

    if packages := [package for name, package in libraries.items() if missing(name)]:
        install_packages(packages, "Qt needs shared libraries that are not here")


def need_qt() -> None:
    """The environment and all that Qt loads when nothing is shown on a display."""
    need_environment()
    need_libraries(QT_LIBRARIES)


def need_environment() -> None:
    """Make .venv hold exactly what requirements.lock names; at once when it already does."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not PYTHON.exists():
        make_venv()
    elif STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    tell("installing the locked packages into .venv (the first time takes a minute or two) ...")
    options = ("-qq", "--disable-pip-version-check", "--no-input", "--require-hashes")
    if run([PYTHON, "-m", "pip", "install", *options, "--requirement", LOCK]) != 0:
        stop("pip could not install requirements.lock; it says why above.")
    STAMP.write_text(wanted, encoding="utf-8")


def make_venv() -> None:
    """Make .venv with the Python that runs this script."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:2]))
        oldest, newest = (".".join(map(str, version)) for version in (OLDEST, NEWEST))
        stop(f"sobrhouse needs Python {oldest} to {newest}; this is {found}.")
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        install_packages(["python3-venv"], "Python came without its venv module")
    tell("making .venv ...")
    if run([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        stop("Python could not make .venv; it says why above.")


# --- displays --------------------------------------------------------------------------------


def has_display() -> bool:
    """Whether a window would be seen; only on Linux can there be a session without a display."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if sys.platform != "linux":
        return True
    return wayland_answers() or x_answers()


def wayland_answers() -> bool:
    """Whether WAYLAND_DISPLAY names a compositor that is there."""
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and answers(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/run"), name)))


def x_answers() -> bool:
    """Whether DISPLAY names a server that is there; one on another computer is believed."""
    host, _, rest = os.environ.get("DISPLAY", "").rpartition(":")
    if not rest or host not in ("", "unix"):
        return bool(rest)
    path = f"/tmp/.X11-unix/X{rest.split('.')[0]}"
    return answers(path) or answers("\0" + path)


def answers(address: str) -> bool:
    """Whether somebody listens at this local socket."""
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(address)
        except OSError:
            return False
    return True


OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
# A screen that is not there cannot propagate size hints, and warns so for every single window.
QUIET = OFFSCREEN | {"QT_LOGGING_RULES": "qt.qpa.*=false;default.warning=false"}


# --- the tasks -------------------------------------------------------------------------------


def task_run(rest: list[str]) -> int:
    """Open the practice house; without a display draw its screens and its report."""
    need_qt()
    if not has_display():
        print("There is no display here, so no window can open.")
        return task_pictures(rest)
    if os.environ.get("DISPLAY") and not wayland_answers():
        need_libraries(X_LIBRARIES)
    return python("-m", "ui", "--practice", *rest)


def task_pictures(rest: list[str]) -> int:
    """Draw every screen and this week's report into a folder, out/ if none is named."""
    need_qt()
    folder = OUT
    if rest and not rest[0].startswith("-"):
        folder = Path(rest.pop(0)).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    print(f"Drawing this week's report and every screen into {folder} ...", flush=True)
    code = python("-m", "ui", "--practice", "--pictures", folder, *rest, **QUIET)
    code = code or python("-m", "ui", "--kiosk", "--pictures", folder / "kiosk", **QUIET)
    for path in sorted(folder.glob("*.*")) if code == 0 else ():
        print(f"  {path.name}")
    return code


def task_test(rest: list[str]) -> int:
    """Run the tests, two at a time; what follows goes to pytest."""
    need_qt()
    if sys.platform == "linux" and is_root() and not shutil.which("pdftotext"):
        with contextlib.suppress(SystemExit):  # without it a few tests of papers are left out
            install_packages(["poppler-utils"], "Tests read papers with pdftotext as well")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # many a test starts the program as a process
    return python("-m", "pytest", "-n", "2", "--dist", "worksteal", *rest, **OFFSCREEN)


def task_lint(rest: list[str]) -> int:
    """Check style, types and the layers of imports."""
    need_environment()
    checks = (
        ("ruff", ["-m", "ruff", "check"]),
        ("mypy", ["-m", "mypy"]),
        ("imports", ["-c", "import sys; from importlinter.cli import lint_imports;"
                     " sys.exit(lint_imports(no_logo=True))"]),
    )  # fmt: skip
    worst = 0
    for name, words in checks:
        print(f"{name}:", flush=True)
        worst = max(worst, python(*words))
    return worst


def task_bench(rest: list[str]) -> int:
    """Measure the goals, each beside its floor."""
    need_qt()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a start that compiles is not the usual one
    return python("-m", "tests.bench", *rest, **OFFSCREEN)


def task_drills(rest: list[str]) -> int:
    """Cut power, break pages and fill disks, and see that nothing is lost."""
    need_qt()
    return python("-m", "tests.drills", *rest, **OFFSCREEN)


def task_build(rest: list[str]) -> int:
    """Make the one-folder bundle in dist/ and let it test itself."""
    need_qt()
    if sys.platform == "linux":
        need_libraries(X_LIBRARIES)  # the bundle takes along only what is here
    if sys.platform == "linux" and not (shutil.which("objdump") and shutil.which("strip")):
        install_packages(["binutils"], "PyInstaller needs objdump and strip")
    tell("building the bundle (a minute or two) ...")
    if code := python("-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *rest, "build.spec"):
        return code
    bundle = ROOT / "dist" / "sobrhouse"
    size = sum(p.stat().st_size for p in bundle.rglob("*") if p.is_file() and not p.is_symlink())
    print(f"{bundle}: {size / 1e6:.0f} MB", flush=True)
    program = bundle / ("sobrhouse.exe" if os.name == "nt" else "sobrhouse")
    code = run([program, "--self-test"], **QUIET)
    print("The bundle's self-test passed." if code == 0 else f"The self-test failed ({code}).")
    return code


def task_words(rest: list[str]) -> int:
    """Gather the words from the code, bring each language up to date and compile it."""
    need_environment()
    babel = ("-m", "babel.messages.frontend", "--quiet")
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "sobrhouse.pot"
        code = python(
            *babel, "extract", "--keywords=n_:1,2", "--keywords=p_:1c,2", "--keywords=N_",
            "--add-location=file", "--sort-by-file", "--add-comments=words:",
            "--project=sobrhouse", "--version=1", "--msgid-bugs-address=the issues of the project",
            f"--output-file={template}", "sobrhouse", "ui",
        )  # fmt: skip
        for language in LANGUAGES if code == 0 else ():
            catalogue = TRANSLATIONS / language / "LC_MESSAGES" / "sobrhouse.po"
            verb = ["init"]
            if catalogue.exists():
                verb = ["update", "--no-fuzzy-matching", "--ignore-obsolete"]
            code = code or python(
                *babel, *verb, "--domain=sobrhouse", f"--locale={language}",
                f"--input-file={template}", f"--output-dir={TRANSLATIONS}",
            )  # fmt: skip
    return code or python(
        *babel, "compile", "--domain=sobrhouse", "--statistics", f"--directory={TRANSLATIONS}"
    )


def task_lock(rest: list[str]) -> int:
    """Resolve pyproject.toml anew into requirements.lock (needs uv)."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(PYTHON.parent))
    if uv is None:
        stop("uv is needed to lock; get it from your system or by pip.")
    options = (
        "--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header",
        "--extra", "dev", "--quiet", "--output-file", LOCK.name,
    )  # fmt: skip
    return run([uv, "pip", "compile", *options, *rest, "pyproject.toml"])


def task_audit(rest: list[str]) -> int:
    """Ask the advisories about every locked package (needs pip-audit, and the network)."""
    audit = shutil.which("pip-audit") or shutil.which("pip-audit", path=str(PYTHON.parent))
    if audit is None:
        stop("pip-audit is needed to ask; get it by pip into a place of its own.")
    options = ("--require-hashes", "--disable-pip", "--progress-spinner=off", "--strict")
    return run([audit, *options, *rest, "--requirement", LOCK.name])


TASKS: dict[str, Callable[[list[str]], int]] = {
    "run": task_run,
    "test": task_test,
    "lint": task_lint,
    "bench": task_bench,
    "drills": task_drills,
    "pictures": task_pictures,
    "build": task_build,
    "words": task_words,
    "lock": task_lock,
    "audit": task_audit,
}


def usage() -> str:
    """The tasks, one line each."""
    lines = [f"  {name:9} {task.__doc__}" for name, task in TASKS.items()]
    return "\n".join(["usage: python3 dev.py TASK [what the task takes]", "", *lines])


def main(words: list[str]) -> int:
    """Do the task named first; the rest of the words are the task's own."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if words else 2
    if words[0] not in TASKS:
        print(f"There is no task {words[0]!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    return TASKS[words[0]](words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
