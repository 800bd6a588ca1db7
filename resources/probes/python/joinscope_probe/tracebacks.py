"""The exception that ends a child of multiprocessing, and our frames in what is printed of one that was caught.

``Process._bootstrap`` catches what ``run`` raised and has it printed by ``traceback.print_exc``.
Only there is it seen with its own frames: a wrapper around ``run`` would stand in the
traceback that the program prints.
"""

import sys

from .endings import tell_exception
from .frames import is_ours
from .wrapping import replace


def change(module):
    print_exc = module.print_exc

    def watched(*args, **kwargs):
        caller = sys._getframe(1).f_code
        if caller.co_name == "_bootstrap" and caller.co_filename.endswith("process.py"):
            tell_exception(*sys.exc_info())
        return print_exc(*args, **kwargs)

    watched.__doc__, watched.__name__, watched.__qualname__ = print_exc.__doc__, "print_exc", "print_exc"
    watched.__module__ = "traceback"
    module.print_exc = watched
    # From 3.11 on ``hide`` has taken them out.
    if sys.version_info < (3, 11):
        _skip_ours(module)


def _skip_ours(module):
    walk_tb = module.walk_tb

    def without_ours(tb):
        return ((frame, line) for frame, line in walk_tb(tb) if not is_ours(frame.f_code.co_filename))

    replace(module, "walk_tb", without_ours)
