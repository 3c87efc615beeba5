"""What a library does: one module per noun, one function per verb.

Each verb takes a `Desk` first (the transaction, the time, who), declares the
roles that may call it, and returns frozen values; rows stay inside.
"""
