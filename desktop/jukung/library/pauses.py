"""When the pauses after wrong tries began, by the time the program runs."""

import math
import threading
from collections.abc import Callable


class Pauses:
    """When each pause of this open library began, by running time."""

    def __init__(self, running: Callable[[], float]) -> None:
        self._running = running
        self._opened = running()
        self._since: dict[str, float] = {}
        self.one_at_a_time = threading.Lock()

    def begin(self, who: str) -> None:
        """Begin anew; somebody tried just now."""
        self._since[who] = self._running()

    def left(self, who: str, wait_s: int) -> int:
        """Seconds until the next try counts."""
        ran = self._running() - self._since.get(who, self._opened)
        return math.ceil(max(0.0, wait_s - max(0.0, ran)))
