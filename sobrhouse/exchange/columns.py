"""Columns: which line of a sheet holds the headings, and what each column is guessed to hold."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from sobrhouse.domain.imports import Field
from sobrhouse.exchange.sheets import Line, Sheet, Table, text
from sobrhouse.problems import Problem
from sobrhouse.words import _

Columns = Mapping[int, Field]

SURE = 86.0  # of 100; below it a heading is left for a person to choose
_LOOK_AT = 12  # lines in which the headings are looked for
_MANY = frozenset({Field.NOTES, Field.ALLERGIES})  # what several columns may hold together

# How people head these columns, in small letters without accents, English and then Spanish.
HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.FULL_NAME: (
        "name", "full name", "resident", "resident name", "residents", "client", "client name",
        "member", "member name", "tenant", "guest", "guest name", "name last first",
        "last name first name", "legal name", "full legal name", "last first", "who",
        "nombre completo", "nombre y apellido", "nombre y apellidos", "apellidos y nombre",
        "apellido y nombre", "residente", "nombre del residente", "nombre de residente", "huesped",
        "cliente", "nombre legal", "inquilino",
    ),
    Field.LEGAL_FIRST: (
        "first", "first name", "legal first", "legal first name", "given name", "firstname",
        "fname", "forename", "nombre", "nombres", "primer nombre", "nombre de pila",
    ),
    Field.LEGAL_LAST: (
        "last", "last name", "legal last", "legal last name", "surname", "family name", "lastname",
        "lname", "apellido", "apellidos", "primer apellido", "apellido paterno",
    ),
    Field.PREFERRED_NAME: (
        "preferred name", "preferred", "nickname", "goes by", "likes to be called", "aka",
        "called", "known as", "preferred first name", "nombre preferido", "apodo", "sobrenombre",
        "le dicen", "como le dicen",
    ),
    Field.BIRTH_DATE: (
        "birth date", "birthdate", "date of birth", "dob", "d o b", "birthday", "born", "born on",
        "bday", "fecha de nacimiento", "nacimiento", "fecha nacimiento", "f nacimiento", "fdn",
        "cumpleanos", "fec nac", "fecha nac",
    ),
    Field.PHONE: (
        "phone", "phone number", "cell", "cell phone", "cellphone", "mobile", "mobile phone",
        "telephone", "tel", "phone no", "cell number", "contact number", "resident phone", "ph",
        "telefono", "celular", "movil", "numero de telefono", "tel celular", "telefono celular",
    ),
    Field.EMAIL: (
        "email", "e mail", "email address", "mail", "e mail address", "correo",
        "correo electronico", "direccion de correo",
    ),
    Field.ROOM: (
        "room", "room number", "room no", "rm", "bedroom", "room name", "cuarto", "habitacion",
        "recamara", "dormitorio", "pieza", "numero de cuarto",
    ),
    Field.BED: (
        "bed", "bed number", "bed no", "room bed", "bed assignment", "bed room", "bed label",
        "bunk", "assigned bed", "room and bed", "cama", "numero de cama", "cuarto cama",
        "cama asignada", "litera",
    ),
    Field.MOVE_IN: (
        "move in date", "move in", "moved in", "movein", "move in on", "admit date", "admission",
        "admission date", "date admitted", "intake date", "intake", "entry date", "start date",
        "date in", "check in date", "arrival", "arrival date", "date of entry", "admitted",
        "date moved in", "entered", "doa", "fecha de ingreso", "ingreso", "fecha de entrada",
        "entrada", "fecha ingreso", "fecha de llegada", "llegada", "fecha entrada",
    ),
    Field.MOVED_OUT: (
        "move out date", "move out", "moved out", "discharge date", "discharge", "discharged",
        "exit date", "exit", "date out", "left", "departure", "departure date", "end date",
        "date discharged", "fecha de salida", "salida", "fecha salida", "fecha de egreso", "egreso",
        "fecha de alta",
    ),
    Field.SOBRIETY_DATE: (
        "sobriety date", "sober date", "sober since", "clean date", "date sober", "clean since",
        "date of sobriety", "sobriety", "recovery date", "sober", "clean and sober date",
        "last use", "date of last use", "fecha de sobriedad", "sobriedad", "sobrio desde",
        "sobria desde", "fecha de recuperacion", "sin consumir desde", "limpio desde",
    ),
    Field.PHASE: (
        "phase", "level", "stage", "step level", "program phase", "current phase", "house level",
        "fase", "nivel", "etapa", "fase actual",
    ),
    Field.PATHWAY: (
        "recovery pathway", "pathway", "program", "fellowship", "recovery program", "recovery path",
        "12 step program", "camino de recuperacion", "programa", "programa de recuperacion",
        "via de recuperacion", "confraternidad",
    ),
    Field.LANGUAGES: (
        "language", "languages", "primary language", "preferred language", "speaks",
        "language spoken", "languages spoken", "idioma", "idiomas", "lengua", "idioma preferido",
        "habla",
    ),
    Field.CONTACT_NAME: (
        "emergency contact", "emergency contact name", "emergency name", "ice", "ice contact",
        "ice name", "in case of emergency", "next of kin", "contact name", "emergency",
        "contacto de emergencia", "contacto emergencia", "nombre del contacto",
        "nombre contacto emergencia", "en caso de emergencia", "nombre del contacto de emergencia",
    ),
    Field.CONTACT_PHONE: (
        "emergency phone", "emergency contact phone", "emergency number", "ice phone",
        "emergency contact number", "contact phone", "next of kin phone", "emergency cell",
        "emergency contact cell", "telefono de emergencia", "telefono emergencia",
        "telefono del contacto", "tel emergencia", "telefono contacto de emergencia",
        "telefono del contacto de emergencia", "numero de emergencia",
    ),
    Field.CONTACT_RELATIONSHIP: (
        "relationship", "emergency relationship", "emergency contact relationship", "relation",
        "contact relationship", "relationship to resident", "ice relationship", "parentesco",
        "relacion", "relacion con el residente", "parentesco del contacto",
    ),
    Field.ALLERGIES: (
        "allergies", "allergy", "food allergies", "known allergies", "medical allergies",
        "allergies conditions", "allergies and conditions", "alergias", "alergia",
        "alergias conocidas",
    ),
    Field.WORK: (
        "work", "job", "employer", "employment", "work school", "work or school", "school",
        "occupation", "workplace", "place of work", "job school", "trabajo", "empleo", "empleador",
        "trabajo escuela", "trabajo o escuela", "escuela", "ocupacion", "lugar de trabajo",
    ),
    Field.REFERRAL: (
        "referral source", "referral", "referred by", "referred from", "source", "referring agency",
        "came from", "referent", "referido por", "referencia", "fuente de referencia",
        "enviado por", "procedencia",
    ),
    Field.SUPERVISION: (
        "probation", "probation officer", "po", "p o", "officer", "parole", "parole officer",
        "probation parole", "po name", "probation officer name", "supervising officer",
        "legal supervision", "supervision", "probation or parole officer", "oficial de libertad",
        "libertad condicional", "oficial", "oficial de probatoria", "supervision legal",
        "agente de libertad condicional",
    ),
    Field.SPONSOR: (
        "sponsor", "sponsor name", "name of sponsor", "sponsor s name", "aa sponsor", "na sponsor",
        "current sponsor", "has sponsor", "has a sponsor", "temporary sponsor", "padrino",
        "madrina", "padrino o madrina", "padrino madrina", "nombre del padrino",
        "nombre de la madrina", "tiene padrino", "tiene padrino o madrina",
    ),
    Field.SPONSOR_PHONE: (
        "sponsor phone", "sponsor phone number", "sponsor number", "sponsor cell",
        "sponsor s phone", "sponsor contact", "phone of sponsor", "telefono del padrino",
        "telefono de la madrina", "telefono del padrino o madrina", "celular del padrino",
        "celular de la madrina",
    ),
    Field.NOTES: (
        "notes", "note", "comments", "comment", "remarks", "other", "additional notes", "misc",
        "notas", "nota", "comentarios", "observaciones", "otros",
    ),
}

_BY_HEADING = {heading: field for field, headings in HEADINGS.items() for heading in headings}


def bare(words: str) -> str:
    """Words in small letters without accents, signs and doubled spaces, to compare them by."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def find_table(sheet: Sheet) -> Table:
    """The sheet from its line of headings on; a bare list of names gets the heading for them."""
    line = heading_line(sheet)
    return with_headings(sheet, line)


def heading_line(sheet: Sheet) -> int | None:
    """Which of the sheet's lines holds the headings; None if it holds people from the start."""
    best, best_score = None, 0
    for index, line in enumerate(sheet.lines[:_LOOK_AT]):
        score = sum(1 for cell in line.cells if _certain(cell))
        if score > best_score:
            best, best_score = index, score
    if best is not None:
        return best
    wide = max(len(line.cells) for line in sheet.lines)
    fuzzy = guess(tuple(text(cell) for cell in sheet.lines[0].cells))
    return 0 if fuzzy or wide > 2 else None


def with_headings(sheet: Sheet, line: int | None) -> Table:
    """The sheet with that line as its headings, everything before it left out."""
    body = sheet.lines if line is None else sheet.lines[line + 1:]
    names = () if line is None else sheet.lines[line].cells
    wide = max([len(names), *(len(row.cells) for row in body)])
    headers = [text(cell) for cell in names] + [""] * (wide - len(names))
    if line is None and wide == 1:
        headers = [_("Full name")]
    full = tuple(Line(row.number, row.cells + ("",) * (wide - len(row.cells))) for row in body)
    return Table(tuple(headers), full)


def guess(headers: Sequence[str]) -> dict[int, Field]:
    """What each column holds, by its heading: surest first, each thing once (notes excepted)."""
    scored = []
    for index, header in enumerate(headers):
        found = _closest(header)
        if found:
            scored.append((-found[1], index, found[0]))
    chosen: dict[int, Field] = {}
    for _score, index, field in sorted(scored):
        if field in _MANY or field not in chosen.values():
            chosen[index] = field
    return _agreeing(dict(sorted(chosen.items())))


def check(columns: Columns) -> None:
    """Refuse a mapping without a name, or with one thing in two columns (Problem)."""
    held = list(columns.values())
    if not {Field.FULL_NAME, Field.LEGAL_FIRST, Field.LEGAL_LAST}.intersection(held):
        raise Problem(_("Choose the column that holds the names."))
    for field in held:
        if field not in _MANY and held.count(field) > 1:
            raise Problem(_("Two columns hold the same thing. Choose one of them."), field=field)


def _certain(cell: object) -> bool:
    return isinstance(cell, str) and bare(cell) in _BY_HEADING


def _closest(header: str) -> tuple[Field, float] | None:
    words = bare(header)
    if words in _BY_HEADING:
        return _BY_HEADING[words], 101.0
    if len(words) < 4 or len(words) > 60:
        return None
    match = process.extractOne(
        words, list(_BY_HEADING), scorer=fuzz.token_sort_ratio, score_cutoff=SURE
    )
    return (_BY_HEADING[match[0]], match[1]) if match else None


def _agreeing(columns: dict[int, Field]) -> dict[int, Field]:
    """Spanish `nombre` alone is a whole name; with a last name beside it, a first one."""
    fields = set(columns.values())
    if Field.LEGAL_FIRST in fields and Field.LEGAL_LAST not in fields:
        if Field.FULL_NAME not in fields:
            return {i: Field.FULL_NAME if f is Field.LEGAL_FIRST else f for i, f in columns.items()}
    elif {Field.LEGAL_FIRST, Field.LEGAL_LAST} <= fields:
        return {i: f for i, f in columns.items() if f is not Field.FULL_NAME}
    return columns
