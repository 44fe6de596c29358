"""The rules of the house that a machine can check: layers, sizes, names, words, colours, clocks."""

import ast
import re
import subprocess
import sys

import pytest

from sobrhouse import settings
from tests.source import DOCUMENTED, ROOT, Source, called, first_line, sources

CORE = ("sobrhouse",)
CODE = ("sobrhouse", "ui")
ALL = ("sobrhouse", "ui", "resources", "tests", "dev.py")

QT_MODULES = {
    "QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtPdf", "QtPdfWidgets",
    "QtSvg", "QtSvgWidgets", "QtNetwork", "QtTest",
}  # fmt: skip
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
TOP_LEVEL = {
    "sobrhouse", "ui", "resources", "tests", "pyproject.toml", "build.spec", "README.md",
    "dev.py", "requirements.lock", "CHANGELOG.md",
}  # fmt: skip
MADE = {"out", "build", "dist", "__pycache__"}

CLOCK = "sobrhouse/storage/work.py"  # its utc_now()
COLOURS = ("ui/theme", "sobrhouse/reports/colours.py")


def in_folder(source: Source, *folders: str) -> bool:
    """Whether a file lies in one of these folders."""
    return source.name.startswith(tuple(f"{folder.rstrip('/')}/" for folder in folders))


def calls(source: Source, *names: str) -> list[ast.Call]:
    """The calls in a file whose dotted name is, or ends with, one of these."""
    ends = tuple(f".{name}" for name in names)
    return [n for n in source.nodes(ast.Call) if f".{called(n)}".endswith(ends)]


# --- layers ----------------------------------------------------------------------------------


def test_imports_keep_to_the_layers():
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


def test_screens_never_touch_the_database_or_paper_themselves():
    banned = ("sqlalchemy", "reportlab", "sobrhouse.storage", "sqlcipher3")
    assert not [
        source.at(node, name)
        for source in sources("ui")
        if in_folder(source, "ui/office", "ui/kiosk", "ui/widgets")
        for node, name in source.imports()
        if f"{name}.".startswith(tuple(f"{word}." for word in banned))
    ]


def test_only_the_free_parts_of_qt_are_used():
    assert not [
        source.at(node, name)
        for source in sources(*ALL)
        for node, name in source.imports()
        if name.startswith("PySide6.Qt") and name.split(".")[1] not in QT_MODULES
    ]


def test_no_import_is_relative():
    assert not [
        source.at(node, "relative import")
        for source in sources(*ALL)
        for node in source.nodes(ast.ImportFrom)
        if node.level
    ]


def test_the_window_can_be_painted_before_the_slow_libraries_are_imported():
    slow = ("sqlalchemy", "reportlab", "argon2", "sqlcipher3", "cryptography", "alembic", "PIL")
    script = f"import sys, ui.app.start; print([name for name in {slow} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert told.stdout.strip() == "[]", told.stdout + told.stderr


def at_once(name: str) -> set[str]:
    """Our modules that are imported by the import of one, itself among them."""
    files = {s.name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): s
             for s in sources(*CODE)}  # fmt: skip
    found, ahead = set(), [name]
    while ahead:
        one = ahead.pop()
        if one not in files or one in found:
            continue
        found.add(one)
        for node in files[one].tree.body:  # those within functions wait until they are called
            if isinstance(node, ast.ImportFrom) and node.module:
                ahead += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            elif isinstance(node, ast.Import):
                ahead += [alias.name for alias in node.names]
    return found


def test_today_is_shown_before_what_is_only_used_later_is_imported():
    """Who fits whom, the circle, BARC-10 and papers are for the places that one goes to."""
    shown = (
        at_once("sobrhouse.queries.today")
        | at_once("ui.office.today.place")
        | at_once("ui.office.frame")
    )
    assert {"sobrhouse.queries.attention_support", "ui.office.today.place"} <= shown
    later = ("sobrhouse.domain.matching", "sobrhouse.domain.assigning", "sobrhouse.domain.circle",
             "sobrhouse.domain.barc10", "sobrhouse.queries.milestones",
             "sobrhouse.queries.sponsorships", "sobrhouse.queries.supporters",
             "sobrhouse.queries.circle", "sobrhouse.queries.matching", "sobrhouse.reports.",
             "sobrhouse.exchange.")  # fmt: skip
    assert [name for name in sorted(shown) if f"{name}.".startswith(later)] == []


# --- sizes and names -------------------------------------------------------------------------


def test_no_file_is_longer_than_400_lines():
    long = {s.name: len(s.text.splitlines()) for s in sources(*ALL)}
    assert not {name: n for name, n in long.items() if n > LONGEST_FILE}


def test_no_function_is_longer_than_50_lines():
    assert not [
        source.at(node, f"{node.name} has {node.end_lineno - node.lineno + 1} lines")
        for source in sources(*ALL)
        for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]


def test_the_top_level_is_the_one_agreed():
    here = {path.name for path in ROOT.iterdir()}
    here = {n for n in here if not n.startswith(".") and not n.endswith(".egg-info")} - MADE
    assert here <= TOP_LEVEL


def test_nothing_has_a_name_that_says_nothing():
    banned = re.compile(r"(^|_)(utils?|helpers?|managers?|models?)(_|$)")
    words = re.compile(r"(?:Util|Helper|Manager|Model)s?(?![a-z])")
    files = [s.name for s in sources(*ALL) if any(banned.search(p) for p in s.name[:-3].split("/"))]
    classes = [
        source.at(node, node.name)
        for source in sources(*ALL)
        for node in source.nodes(ast.ClassDef)
        if words.search(node.name)
    ]
    assert not files + classes


def test_every_module_says_its_part():
    assert not [s.name for s in sources(*ALL) if first_line(s.tree) is None]


def test_every_public_class_says_its_part():
    assert not [
        source.at(node, node.name)
        for source in sources(*CODE)
        for node in source.nodes(ast.ClassDef)
        if not node.name.startswith("_") and first_line(node) is None
    ]


def test_nothing_is_left_for_later():
    marks = r"\bTO" + r"DO\b|\bFIX" + r"ME\b|\bXX" + r"X\b|(?i:coming " + "soon)"
    later = re.compile(marks + "|raise NotImple" + "mented")
    assert not [
        f"{source.name}:{number}: {line.strip()}"
        for source in sources(*ALL)
        for number, line in enumerate(source.text.splitlines(), 1)
        if later.search(line)
    ]


# --- clocks, words, colours, paper, SQL ------------------------------------------------------


def test_the_core_never_reads_the_clock():
    assert not [
        source.at(node, called(node))
        for source in sources(*CORE)
        if source.name != CLOCK
        for node in calls(source, "date.today", "datetime.today", "datetime.now", "datetime.utcnow")
        + calls(source, "time.time", "time.localtime", "time.gmtime")
    ]


def test_calendars_are_imported_only_where_they_are_used():
    """Their 250 ms are not the first screen's."""
    slow = ("dateutil", "holidays", "icalendar")
    assert not [
        source.at(node, name)
        for source in sources(*CODE)
        for node, name in source.imports()
        if name.split(".")[0] in slow and node in source.tree.body
    ]


def test_words_are_marked_as_they_stand():
    """Only a literal can be gathered for the catalogue; a name is a table's word, marked there."""
    takers = {"_": 1, "N_": 1, "n_": 2, "p_": 2}
    assert not [
        source.at(node, f"{node.func.id}() of something made up on the spot")
        for source in sources(*CODE)
        for node in source.nodes(ast.Call)
        if isinstance(node.func, ast.Name) and node.func.id in takers
        for word in node.args[: takers[node.func.id]]
        if isinstance(word, ast.JoinedStr | ast.BinOp | ast.Call | ast.IfExp)
    ]


def test_colours_come_from_the_tokens_alone():
    literal = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}(?:[0-9a-fA-F]{2})?\b")
    makers = ("QColor", "HexColor", "Color", "fromRgb", "fromString")
    assert not [
        source.at(node, ast.unparse(node))
        for source in sources("ui", "sobrhouse/reports")
        if not source.name.startswith(COLOURS)
        for node in [n for n in source.strings() if literal.search(n.value)]
        + [c for c in calls(source, *makers) if any(isinstance(a, ast.Constant) for a in c.args)]
    ]


def test_the_style_sheet_has_no_colour_of_its_own():
    sheets = sorted((ROOT / "resources" / "styles").glob("*.qss"))
    literal = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;,)])|\brgba?\(\s*\d")
    assert not [
        f"{sheet.name}:{number}: {line.strip()}"
        for sheet in sheets
        for number, line in enumerate(sheet.read_text(encoding="utf-8").splitlines(), 1)
        if literal.search(line)
    ]


def test_what_is_logged_stands_as_a_sentence_in_the_code():
    """One that is made up on the spot would bring its values with it."""
    found = [
        (source, node)
        for source in sources(*CODE)
        for node in calls(source, "debug", "info", "warning", "error", "exception", "critical")
        if called(node).split(".")[0] in ("_log", "log", "logging")
    ]
    assert found
    assert not [
        source.at(node, called(node))
        for source, node in found
        if not isinstance(getattr(node.args[0], "value", None), str)
    ]


def test_paper_takes_text_through_one_door():
    """ReportLab's Paragraph reads markup, so what people typed goes through the reports' text()."""
    homes = {
        source.name
        for source in sources(*CODE)
        for node in calls(source, "Paragraph")
    }  # fmt: skip
    assert homes <= {"sobrhouse/reports/text.py"}


def test_papers_are_named_in_one_place_which_knows_no_person():
    """A system keeps names of files in its lists of what was opened last, where no lock reaches."""
    named = [
        source.at(node, "names a paper by itself")
        for source in sources("ui")
        for node in [n for n, name in source.imports() if name.endswith("file_names.file_name")]
        + [n for n in source.nodes(ast.JoinedStr)
           if isinstance(n.values[-1], ast.Constant) and str(n.values[-1].value).endswith(".pdf")]
    ]  # fmt: skip
    assert [where.partition(":")[0] for where in named] == ["ui/widgets/printing.py"]  # adds .pdf


def test_raw_sql_stays_in_storage():
    assert not [
        source.at(node, "raw SQL")
        for source in sources(*CODE)
        if not in_folder(source, "sobrhouse/storage")
        for node in [n for n, name in source.imports() if name == "sqlalchemy.text"]
        + calls(source, "exec_driver_sql", "executescript")
        + [c for c in calls(source, "execute") if any(isinstance(a, ast.Constant) for a in c.args)]
    ]


def test_only_the_store_commits():
    assert not [
        source.at(node, called(node))
        for source in sources(*CODE)
        if not in_folder(source, "sobrhouse/storage")
        for node in calls(source, "commit", "rollback")
    ]


def test_screens_are_given_what_they_use_and_look_nothing_up():
    assert not [
        source.at(node, called(node))
        for source in sources("ui")
        if in_folder(source, "ui/office", "ui/kiosk", "ui/widgets")
        for node in calls(source, "QApplication.instance", "parent.parent")
    ]


# --- settings --------------------------------------------------------------------------------


def gets() -> list[tuple[str, str, str]]:
    """Every `something.get("key")` outside the declarations: something, key, and where."""
    return [
        (ast.unparse(node.func.value), node.args[0].value, source.at(node, ast.unparse(node)))
        for source in sources(*CODE)
        if not in_folder(source, "sobrhouse/settings")
        for node in calls(source, "get")
        if node.args and isinstance(node.args[0], ast.Constant)
    ]


def test_every_setting_that_is_read_is_declared():
    read = [(key, at) for of, key, at in gets() if "settings" in of.lower()]
    assert not [at for key, at in read if key not in settings.BY_KEY]


def test_every_setting_that_is_declared_is_read():
    assert not set(settings.BY_KEY) - {key for _, key, _ in gets()}


# --- the changelog ---------------------------------------------------------------------------


def test_the_changelog_can_be_read_and_knows_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = re.compile(r"^## \[(Unreleased|\d+\.\d+\.\d+)\](?: - (\d{4}-\d\d-\d\d))?$")
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    found = [match.groups() for line in heads if (match := version.match(line))]
    assert len(found) == len(heads)
    assert found[0] == ("Unreleased", None)
    assert all(day for name, day in found if name != "Unreleased")
    assert {line[4:] for line in text.splitlines() if line.startswith("### ")} <= kinds


# --- the tests' own eyes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "found"),
    [("a.b.c()", "a.b.c"), ("f()", "f"), ("x[0].save()", ".save"), ("g()().h()", ".h")],
)
def test_the_walker_names_what_is_called(code, found):
    assert called(ast.parse(code).body[0].value) == found


def test_the_walker_knows_a_docstring_from_a_string():
    tree = ast.parse('"""Doc."""\nx = "#aabbcc"\n')
    assert [n.value for n in Source("x.py", "", tree).strings()] == ["#aabbcc"]
    assert isinstance(tree, DOCUMENTED)


def test_what_can_be_undone_has_words_for_the_undo():
    """ "Undone: " and nothing after it tells nobody what was taken back."""
    wordless = [
        f"{source.name}:{call.lineno}"
        for source in sources("ui")
        for call in calls(source, "do", "desk.do")
        if {"undo"} <= (given := {k.arg for k in call.keywords}) and "said" not in given
    ]
    assert wordless == []
