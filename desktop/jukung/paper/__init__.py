"""What is printed: labels, and the pages and pictures they are made of.

For drawing PDF in true millimetres from plain values, the same bytes every time.
Must not know the database, the library's verbs or Qt; it is given what it prints.
The first import costs a moment (reportlab): do it on a lane, never before the window.
`paper.sheets` costs nothing and may be read at once.
"""
