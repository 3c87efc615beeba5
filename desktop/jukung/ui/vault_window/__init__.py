"""What runs in the vault's own process: its window, which alone shows names.

`process` speaks with the main window's process by the messages of `ui.vault.protocol`;
`session` has the key and everybody's names while it runs.
"""
