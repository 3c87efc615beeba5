"""Keeps Python's constants alive under Qt.

PySide6 6.12.0 gives back `None` from every call without counting the reference,
as Python 3.12 and later allow: there `None` is immortal. On Python 3.11 the count
runs out after some thousand calls and the interpreter ends with `none_dealloc`.
"""

import ctypes
import sys

ENOUGH = 1 << (ctypes.sizeof(ctypes.c_ssize_t) * 8 - 3)


def keep_constants_alive() -> None:
    """Give the constants as many references as immortal ones have."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for constant in (None, True, False, NotImplemented):
        # The count is the first field of every object (PyObject.ob_refcnt).
        ctypes.c_ssize_t.from_address(id(constant)).value = ENOUGH
