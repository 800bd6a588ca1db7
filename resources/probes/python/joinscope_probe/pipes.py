"""multiprocessing.connection: the program's own pipes, a direction each.

A direction is known by the inode of the end that sends into it, so that a process that got its
end by spawn, or over another pipe, finds it again.
"""

import os
import sys

from . import board, objects, reporting
from .board import begin_wait, end_wait
from .frames import hide, place_of
from .wrapping import replace


def change(module):
    base = module._ConnectionBase
    # (direction it sends into, direction it receives from), of the program's pipes alone.
    base._joinscope = None
    make, rebuild = module.Pipe, module.rebuild_connection if hasattr(module, "rebuild_connection") else None

    def Pipe(duplex=True):
        ends = make(duplex)
        reporting.attempt(_note_new, ends, duplex, sys._getframe(1))
        return ends

    replace(module, "Pipe", Pipe)
    _sending(base)
    _receiving(base)
    if rebuild is not None:

        def rebuild_connection(df, readable, writable):
            connection = rebuild(df, readable, writable)
            reporting.attempt(_find, connection)
            return connection

        replace(module, "rebuild_connection", rebuild_connection)


def _note_new(ends, duplex, frame):
    frame = objects.origin(frame)
    if frame is None or os.name == "nt":
        return
    first, second = ends
    label, place = objects.label_of("Pipe", frame), place_of(frame)
    if not duplex:
        one = board.new_object(board.PIPE, label, _inode(second), 0, place)
        first._joinscope = second._joinscope = (one, one)
        _set_partner(one, one)
        return
    there = board.new_object(board.PIPE, label + " 1\u21922", _inode(first), 0, place)
    back = board.new_object(board.PIPE, label + " 2\u21921", _inode(second), 0, place)
    first._joinscope, second._joinscope = (there, back), (back, there)
    _set_partner(there, back)
    _set_partner(back, there)


def _set_partner(one, other):
    if one and other:
        board.view[one + board.PARTNER] = other // board.OBJECT_SIZE


def _inode(connection):
    return os.fstat(connection.fileno()).st_ino


def _find(connection):
    out = board.find_object(_inode(connection))
    if out and board.view[out + board.KIND] == board.PIPE:
        connection._joinscope = (out, int(board.view[out + board.PARTNER]) * board.OBJECT_SIZE)


# Queues and pools send each item through connections of their own, which are not watched: for
# them each function below adds one call and one test to the library's. Its parameters are the library's.


def _sending(base):
    send, send_bytes = base.send, base.send_bytes

    def send_noted(self, obj):
        try:
            if self._joinscope is None:
                return send(self, obj)
            _noted(_SENDS, send, self, obj)
        except BaseException as error:
            hide(error)
            raise

    def send_bytes_noted(self, buf, offset=0, size=None):
        try:
            if self._joinscope is None:
                return send_bytes(self, buf, offset, size)
            _noted(_SENDS, send_bytes, self, buf, offset, size)
        except BaseException as error:
            hide(error)
            raise

    replace(base, "send", send_noted)
    replace(base, "send_bytes", send_bytes_noted)


def _receiving(base):
    recv, recv_bytes, recv_bytes_into = base.recv, base.recv_bytes, base.recv_bytes_into

    def recv_noted(self):
        try:
            return recv(self) if self._joinscope is None else _noted(_RECEIVES, recv, self)
        except BaseException as error:
            hide(error)
            raise

    def recv_bytes_noted(self, maxlength=None):
        try:
            if self._joinscope is None:
                return recv_bytes(self, maxlength)
            return _noted(_RECEIVES, recv_bytes, self, maxlength)
        except BaseException as error:
            hide(error)
            raise

    def recv_bytes_into_noted(self, buf, offset=0):
        try:
            if self._joinscope is None:
                return recv_bytes_into(self, buf, offset)
            return _noted(_RECEIVES, recv_bytes_into, self, buf, offset)
        except BaseException as error:
            hide(error)
            raise

    replace(base, "recv", recv_noted)
    replace(base, "recv_bytes", recv_bytes_noted)
    replace(base, "recv_bytes_into", recv_bytes_into_noted)


# What a call does to the board: which of the connection's directions, what waiting in it is, what counts it.
_SENDS = (0, board.SEND, board.COUNT)
_RECEIVES = (1, board.RECEIVE, board.COUNT_2)


def _noted(way, call, connection, *args):
    place, kind, counter = way
    direction = connection._joinscope[place]
    # The program's line is two frames up: above the function in the library's place.
    base = begin_wait(kind, direction, sys._getframe(2)) if direction else None
    try:
        result = call(connection, *args)
    except BaseException as error:
        hide(error)
        raise
    finally:
        end_wait(base)
    if direction:
        board.add(direction, counter)
    return result
