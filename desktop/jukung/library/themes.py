"""Themes of activities: a list that each library writes for itself.

No list of themes was published with the programme's forms; the usual one is ours
and is called official nowhere.
"""

import json
from collections.abc import Iterable

from jukung.domain.kinds import ActKind
from jukung.library import journal
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, STAFF, allowed
from jukung.store.tables import Setting
from jukung.words import N_, _

KEY = "activity_themes"
MOST, LONGEST = 40, 60

_USUAL = (
    N_("Economy and enterprise"),
    N_("Education and literacy"),
    N_("Health"),
    N_("Society and culture"),
    N_("Computers and internet"),
    N_("Farming and fishing"),
    N_("Crafts and skills"),
    N_("Women and family"),
    N_("Children and youth"),
)


@allowed(STAFF)
def themes(desk: Desk) -> tuple[str, ...]:
    """The themes to choose from; the usual ones until the library wrote its own."""
    row = desk.session.get(Setting, KEY)
    if row is None:
        return tuple(_(theme) for theme in _USUAL)
    return tuple(str(theme) for theme in json.loads(row.value))


@allowed(KEEPERS)
def save_themes(desk: Desk, names: Iterable[str]) -> tuple[str, ...]:
    """Keep a list of themes, each once; an empty list brings the usual ones back."""
    wanted = list(_each_once(names))[:MOST]
    row = desk.session.get(Setting, KEY)
    was = None if row is None else json.loads(row.value)
    act = journal.begin(desk, ActKind.change_settings)
    if wanted:
        row = row or Setting(key=KEY, value="")
        row.value = json.dumps(wanted, ensure_ascii=False)
        desk.session.add(row)
    elif row is not None:
        desk.session.delete(row)
    desk.session.flush()
    detail = {"was": was, "is": wanted or None}
    journal.note(desk, act, "save_themes", noun="library", noun_id=desk.profile.uid, detail=detail)
    return themes(desk)


def _each_once(names: Iterable[str]) -> Iterable[str]:
    seen = set()
    for name in names:
        plain = " ".join(name.split())[:LONGEST].strip()
        if plain and plain.casefold() not in seen:
            seen.add(plain.casefold())
            yield plain
