"""What the system is asked so that a process's memory stays its own.

On Linux no core is dumped and no other process of the same user may read the memory.
Against an administrator, and against what the system writes to its swap, nothing here
helps; nothing of the kind is promised.
"""

import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def keep_memory_private() -> bool:
    """Ask for it; whether the system has the means."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415 - only here

    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
