"""Qt words: the words on Qt's own buttons and dialogs, in the language that we speak."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from sobrhouse import words


def speak_qt(app: QCoreApplication) -> None:
    """Take the language spoken now for Qt's own words too; English is what Qt speaks by itself."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    if words.language() != "en":
        translator = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{words.language()}", folder):
            app.installTranslator(translator)
