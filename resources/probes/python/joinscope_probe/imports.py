"""Changes a library right after the program has loaded it, and loads none itself."""

import sys

from .reporting import attempt

# What is watched, and which module of this package knows how.
_WATCHED = {
    "multiprocessing.process": "processes",
    "multiprocessing.synchronize": "synchronize",
    "multiprocessing.queues": "queues",
    "multiprocessing.connection": "pipes",
    "multiprocessing.pool": "pools",
    "concurrent.futures._base": "futures",
    "concurrent.futures.process": "executors",
    "loky.process_executor": "executors",
    "joblib.externals.loky.process_executor": "executors",
    "traceback": "tracebacks",
}


def install():
    waiting = dict(_WATCHED)
    for name in list(waiting):
        if name in sys.modules:
            _change(waiting.pop(name), sys.modules[name])
    sys.meta_path.insert(0, _Watcher(waiting))


def _change(part, module):
    attempt(_changed_by, part, module)


def _changed_by(part, module):
    name = __package__ + "." + part
    __import__(name)
    sys.modules[name].change(module)


class _Watcher:
    """Finds nothing itself: it asks the other finders, and has their loader go on to the change."""

    def __init__(self, waiting):
        self._waiting = waiting

    def find_spec(self, name, path=None, target=None):
        part = self._waiting.pop(name, None)
        if part is None:
            return None
        spec = self._ask_others(name, path, target)
        if spec is not None and spec.loader is not None:
            attempt(_change_after, spec.loader, part)
        return spec

    def _ask_others(self, name, path, target):
        for finder in sys.meta_path:
            find_spec = getattr(finder, "find_spec", None)
            spec = None if finder is self or find_spec is None else find_spec(name, path, target)
            if spec is not None:
                return spec
        return None


def _change_after(loader, part):
    load = loader.exec_module

    def exec_module(module):
        del loader.exec_module
        load(module)
        _change(part, module)

    loader.exec_module = exec_module
