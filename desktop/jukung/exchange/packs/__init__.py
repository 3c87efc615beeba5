"""Files that an agency prepares for its libraries: packs of titles, boxes of copies.

FORMAT.md beside this is the format; the code follows it.
"""
