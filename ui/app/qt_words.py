"""Qt words: the words on Qt's own buttons and dialogs, in the language that we speak."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from sobrhouse import words

_worn: list[QTranslator] = []  # asking Qt for it would make many of the binding's classes


def speak_qt(app: QCoreApplication) -> None:
    """Take the language spoken now for Qt's own words too; English is what Qt speaks by itself."""
    while _worn:
        app.removeTranslator(_worn.pop())
    if words.language() != "en":
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{words.language()}", folder):
            app.installTranslator(translator)
            _worn.append(translator)
