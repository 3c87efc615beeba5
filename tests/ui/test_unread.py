"""Whether PySide6 still asks as `jukung.ui.unread` answers it."""

import json

from shibokensupport import feature

import jukung.ui  # noqa: F401 - importing it is what is tested


def test_pyside_is_answered_without_reading_a_source():
    assert feature._mod_uses_pyside(json) is False
    assert feature._mod_uses_pyside.__module__ == "jukung.ui.unread"


def test_a_module_imported_now_uses_no_feature(tmp_path, monkeypatch):
    (tmp_path / "just_imported.py").write_text("words = 'PySide6'")
    monkeypatch.syspath_prepend(tmp_path)

    import just_imported  # noqa: PLC0415 - imported after PySide6, as most of us

    assert feature.pyside_feature_dict[just_imported.__name__] == -1
