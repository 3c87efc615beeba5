"""The main window's side of the vault of names, and what both sides say.

`link` starts the vault's process and passes on what is sealed; it never holds a name.
`protocol` has the messages, `frames` their bytes. What runs there is `ui.vault_window`.
"""
