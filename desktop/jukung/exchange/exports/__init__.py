"""Everything handed out again, in formats that others read.

The open export holds a whole library and is read back equal (FORMAT.md); MARC 21, MARCXML,
lists of SLiMS and workbooks are for other programs. Nothing here changes a library.
"""
