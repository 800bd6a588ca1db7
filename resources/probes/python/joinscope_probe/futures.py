"""concurrent.futures._base: who waits for the result of a process pool's task."""

import sys

from .frames import hide
from .wrapping import replace


def change(module):
    future = module.Future
    # Set by ``executors`` in the futures of a process pool; those of threads stay without.
    future._joinscope = 0
    result = future.result

    def waited(self, timeout=None):
        base = None
        if self._joinscope and not self.done():
            from . import board

            base = board.begin_wait(board.RESULT, self._joinscope, sys._getframe(1), timeout)
        try:
            return result(self, timeout)
        except BaseException as error:
            hide(error)
            raise
        finally:
            if base is not None:
                board.end_wait(base)

    replace(future, "result", waited)
