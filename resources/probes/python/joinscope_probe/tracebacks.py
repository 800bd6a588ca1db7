"""The exception that ends a child of multiprocessing.

``Process._bootstrap`` catches what ``run`` raised and has it printed by ``traceback.print_exc``.
Only there is it seen with its own frames: a wrapper around ``run`` would stand in the
traceback that the program prints.
"""

import sys

from .endings import tell_exception


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
