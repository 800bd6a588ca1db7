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
    for name in ("send", "send_bytes"):
        replace(base, name, _sending(getattr(base, name)))
    for name in ("recv", "recv_bytes", "recv_bytes_into"):
        replace(base, name, _receiving(getattr(base, name)))
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


def _sending(send):
    def send_noted(self, *args, **kwargs):
        pipe = self._joinscope
        base = None if not pipe else begin_wait(board.SEND, pipe[0], sys._getframe(1))
        try:
            send(self, *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)
        if pipe:
            board.add(pipe[0], board.COUNT)

    return send_noted


def _receiving(receive):
    def receive_noted(self, *args, **kwargs):
        pipe = self._joinscope
        base = None if not pipe else begin_wait(board.RECEIVE, pipe[1], sys._getframe(1))
        try:
            item = receive(self, *args, **kwargs)
        except BaseException as error:
            hide(error)
            raise
        finally:
            end_wait(base)
        if pipe:
            board.add(pipe[1], board.COUNT_2)
        return item

    return receive_noted
