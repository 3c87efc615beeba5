"""Small parts that pages are built from: cards, chips, buttons, facts, charts.

A piece shows what it is given and tells what was pressed;
it must not know jobs, preferences or the library.
Tints are `good`, `gold`, `bad`, `accent` and `neutral`; a word always goes with one.
"""
