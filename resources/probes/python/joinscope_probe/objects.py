"""Which lock, queue or pool is which, in all processes that use it.

Each of them owns a semaphore of multiprocessing. One that is started by spawn finds the object
on the board by the semaphore's name; one that was forked has it in its memory.
"""

import os

from . import board
from .frames import is_between, place_of

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_CONTEXT = "context.py"
_SHARED = "sharedctypes.py"


def key_of(name):
    """The eight random letters at the end of a semaphore's name, as a number below 2**53; 0 for no name."""
    if not name:
        return 0
    key = 0
    for letter in name[-8:]:
        key = key * 37 + _VALUES.get(letter, 0)
    return key


def object_of(lock):
    """The object whose lock this is, 0 for none."""
    semlock = lock._semlock
    try:
        return semlock._object
    except AttributeError:
        # One of another library's make (loky).
        return board.find_object(key_of(getattr(semlock, "name", None)))


def origin(frame):
    """The program's line that makes an object, reached through multiprocessing's context; None when a library makes it."""
    while frame is not None and os.path.basename(frame.f_code.co_filename) in (_CONTEXT, _SHARED):
        frame = frame.f_back
    return None if frame is None or is_between(frame.f_code.co_filename) else frame


def label_of(what, frame):
    """``Lock program.py:12``; a pool made within a library has no line."""
    return what if frame is None else "%s %s:%d" % (what, os.path.basename(frame.f_code.co_filename), frame.f_lineno or 0)


def new(kind, what, frame, lock=None, capacity=0):
    """Puts on the board what the program makes at ``frame``, to be known by ``lock``."""
    semlock = None if lock is None else lock._semlock
    key = key_of(getattr(semlock, "name", None))
    return board.new_object(kind, label_of(what, frame), key, capacity, None if frame is None else place_of(frame))
