"""The words of the command line for the vault of names; no verb prints a name."""

from typing import Any

from jukung.cli.parsing import prison_verb, verb
from jukung.words import _


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse's own private class
    """Add the verbs of the vault, and of the recovery sheet."""
    vault = prison_verb(verbs, "vault", "", _("the vault of names")).add_subparsers(
        dest="noun", required=True
    )
    sheet = verb(verbs, "recovery", "", _("the recovery sheet")).add_subparsers(
        dest="noun", required=True
    )
    words = _("put the key that signs reports back, by the sheet's code")
    verb(sheet, "signing-key", "recovery_verbs:take_signing_key", words)
    verb(vault, "status", "vault_verbs:status", _("say who can open it, and how often it was"))
    looks = verb(vault, "looks", "vault_verbs:looks", _("list the latest looks, by card"))
    looks.add_argument("--most", type=int, default=50, metavar="N")
    verb(vault, "phrase", "vault_verbs:phrase", _("choose or change your phrase"))
    escrow = verb(vault, "escrow", "vault_verbs:escrow", _("write the keys sealed to the agency"))
    escrow.add_argument("--to", required=True, metavar="DIR")
    verb(vault, "rescue", "vault_verbs:take_code", _("a new phrase, with the agency's code"))
    key = verb(vault, "file-key", "vault_verbs:take_file_key", _("open a file by its sheet"))
    key.add_argument("file", metavar="FILE")
    lock = verb(vault, "passphrase", "vault_verbs:passphrase", _("put the file's key under one"))
    lock.add_argument("--remove", action="store_true", help=_("keep it in the keyring again"))
