"""The windows: the only package that knows Qt.

It asks the library through `jobs` and shows the frozen values that come back;
it must not know tables, sessions or files' insides.
The shell (theme, pieces, rows, scan field, main window) imports nothing heavy,
so that the first window is painted before the library is loaded.
"""

from jukung.ui.undying import keep_constants_alive
from jukung.ui.unread import leave_sources_unread

# At import: whoever uses a window, a test or a tool, must have it before Qt runs.
keep_constants_alive()
leave_sources_unread()
