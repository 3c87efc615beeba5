"""What a library must keep whatever happens, and the question whether it does."""

from pathlib import Path

from sqlalchemy import text

from jukung.domain.kinds import LibraryKind, ScreeningResult
from jukung.library import catalogue, check, copies, members, screening
from jukung.library.catalogue import TitleDraft
from jukung.library.desk import found, open_library
from jukung.library.members import MemberDraft


def a_library(path, *, prison=False, title_count=12, member_count=30):
    """Make a closed library with copies and cards to lend between."""
    kind = LibraryKind.prison if prison else LibraryKind.village
    library = found(path, name="Perpustakaan Uji", kind=kind)
    with library.changing() as desk:
        for number in range(title_count):
            title = catalogue.add(desk, TitleDraft(title=f"Sungai ke-{number}"))
            copies.add(desk, title, count=3)
            if prison:
                screening.decide(desk, [title], ScreeningResult.passed)
        for number in range(member_count):
            members.register(desk, MemberDraft(name="" if prison else f"Warga {number}"))
    library.close()
    return path


class Kept:
    """What a library holds after it was opened again, without a question."""

    def __init__(self, path):
        library = open_library(Path(path))
        try:
            with library.reading() as desk:
                self.examination = check.examine(desk)
                self.titles = catalogue.count(desk)
                self.epoch = desk.profile.epoch
                self._acts = set(desk.session.execute(text("SELECT id FROM journal_act")).scalars())
                self._loans = {
                    row[0]: row[1:]
                    for row in desk.session.execute(
                        text(
                            "SELECT l.id, a.id, r.id, l.returned_on FROM loan l "
                            "JOIN journal_act a ON a.row = l.act "
                            "LEFT JOIN journal_act r ON r.row = l.return_act"
                        )
                    )
                }
        finally:
            library.close()

    @property
    def act_count(self):
        return len(self._acts)

    def holds(self, act):
        """Whether one acknowledged act is in the file, whole."""
        act_id, loan_id, verb = act
        if act_id not in self._acts or loan_id not in self._loans:
            return False
        lent_by, returned_by, returned_on = self._loans[loan_id]
        if verb == "lend":
            return lent_by == act_id
        return returned_by == act_id and returned_on is not None

    def lost(self, acts):
        """Acknowledged acts that are not in the file."""
        return [act for act in acts if not self.holds(act)]

    @property
    def flaws(self):
        """What does not hold together; empty for a sound file."""
        return [(flaw.code, flaw.count) for flaw in self.examination.flaws]
