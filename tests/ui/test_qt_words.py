from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox

from jukung import words
from jukung.ui.qt_words import QtWords


def test_words_of_qt_that_are_not_in_the_list_stay(qapp):
    translator = QtWords()
    qapp.installTranslator(translator)

    said = QCoreApplication.translate("QSomething", "Frobnicate")
    qapp.removeTranslator(translator)

    assert said == "Frobnicate"


def test_the_keys_of_qts_buttons_are_looked_up(monkeypatch):
    monkeypatch.setattr(words, "_language", "id")
    translator = QtWords()

    found = translator.translate("QPlatformTheme", "&Yes")
    other = translator.translate("QWidgetTextControl", "&Copy")

    assert (found, other) == (words._("Yes"), words._("Copy text"))


def test_a_dialogs_buttons_keep_their_words(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(words, "_language", "id")
    translator = QtWords()
    qapp.installTranslator(translator)

    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    text = box.button(QDialogButtonBox.StandardButton.Cancel).text()
    qapp.removeTranslator(translator)

    assert text.replace("&", "") == words._("Cancel")
