"""One program per file, and a killed one leaves no lock behind (F24)."""

import time

from telling import tell


def test_a_second_program_is_refused_at_once(writers, seed_library):
    first = writers("hold", seed_library)
    first.listen(1)
    began = time.monotonic()

    second = writers("hold", seed_library).finish()

    tell(f"the second program was refused after {time.monotonic() - began:.3f} s")
    ((name, sentence),) = second.refusals
    assert name == "FileOpenElsewhere"
    assert "already open" in sentence
    assert second.exit_code == 0


def test_a_killed_program_leaves_no_lock(writers, seed_library):
    first = writers("hold", seed_library)
    first.listen(1)
    first.kill()

    second = writers("lend", seed_library, acts=3).finish()

    assert len(second.acts) == 3
    assert second.refusals == []


def test_a_stopped_program_keeps_its_file(writers, seed_library):
    first = writers("hold", seed_library)
    first.listen(1)
    first.freeze()

    second = writers("hold", seed_library).finish()

    assert [name for name, _sentence in second.refusals] == ["FileOpenElsewhere"]
