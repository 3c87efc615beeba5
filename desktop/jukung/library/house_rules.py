"""What a prison's house decides for its library: what may go out, and on whose word."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from jukung.domain import errors
from jukung.domain.kinds import ActKind, CollectionKind, CopyTrait, PermissionRule
from jukung.library import journal
from jukung.library.desk import Desk
from jukung.library.permission import DESK, KEEPERS, allowed
from jukung.store.tables import Setting

T = TypeVar("T", bound=str)

KEY = "house_rules"
CLASSES = tuple("0123456789")
MOST_REQUESTS = 20


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The choices of a house; as they are before anybody chose."""

    traits_refused: frozenset[CopyTrait] = frozenset()
    permission: PermissionRule = PermissionRule.none
    permission_classes: frozenset[str] = field(default_factory=frozenset)
    """Main classes, `0` to `9`, that want a permission where only some do."""
    permission_kinds: frozenset[CollectionKind] = field(default_factory=frozenset)
    boxes_pass: bool = False
    """Whether what the agency sends in a box has passed when it arrives."""
    most_requests: int = 3

    def wants_permission(self, class_main: str, kind: CollectionKind) -> bool:
        """Whether a copy of this class and collection goes out on an officer's word only."""
        if self.permission is PermissionRule.chosen:
            return class_main in self.permission_classes or kind in self.permission_kinds
        return self.permission is PermissionRule.every


@allowed(DESK)
def show(desk: Desk) -> HouseRules:
    """The choices that hold now."""
    return of(desk)


@allowed(KEEPERS)
def save(desk: Desk, rules: HouseRules) -> HouseRules:
    """Keep other choices.

    Refuses CountOutOfRange, NothingWantsPermission, OnlyInPrison, NothingChanges.
    """
    if not desk.profile.is_prison:
        raise errors.OnlyInPrison
    if not 1 <= rules.most_requests <= MOST_REQUESTS:
        raise errors.CountOutOfRange(rules.most_requests, MOST_REQUESTS)
    chosen = rules.permission is PermissionRule.chosen
    if chosen and not (rules.permission_classes or rules.permission_kinds):
        raise errors.NothingWantsPermission
    before = of(desk)
    if before == rules:
        raise errors.NothingChanges
    act = journal.begin(desk, ActKind.change_settings)
    row = desk.session.get(Setting, KEY) or Setting(key=KEY, value="")
    row.value = json.dumps(_plain(rules))
    desk.session.add(row)
    desk.session.flush()
    detail = {"was": _plain(before), "is": _plain(rules)}
    journal.note(desk, act, "house_rules", noun="library", noun_id=desk.profile.uid, detail=detail)
    return rules


def of(desk: Desk) -> HouseRules:
    """The choices that hold now, for verbs of this package."""
    row = desk.session.get(Setting, KEY)
    if row is None:
        return HouseRules()
    said: dict[str, Any] = json.loads(row.value)
    return HouseRules(
        traits_refused=_known(CopyTrait, said["traits_refused"]),
        permission=PermissionRule(said["permission"]),
        permission_classes=frozenset(map(str, said["permission_classes"])),
        permission_kinds=_known(CollectionKind, said["permission_kinds"]),
        boxes_pass=bool(said["boxes_pass"]),
        most_requests=int(said["most_requests"]),
    )


def _known(kind: type[T], names: Iterable[str]) -> frozenset[T]:
    return frozenset(kind(name) for name in names)


def _plain(rules: HouseRules) -> dict[str, Any]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(rules).items()
    }
