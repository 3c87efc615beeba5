"""Where a library is kept: one file, its tables, its search index, its keys.

Knows tables and transactions, and nothing of what a library does with them.
"""
