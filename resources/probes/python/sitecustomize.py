"""Loads Joinscope's probe into a Python program, and then the program's own sitecustomize.

Python imports ``sitecustomize`` at its start (site.py, ``execsitecustomize``). Joinscope puts
this folder first on PYTHONPATH, so a sitecustomize of the user's is hidden by this one and is
loaded from here. Whatever goes wrong in the probe, the program runs on as if it were not there.

Any Python may come by, 2.7 as well: the probe needs 3.8, the rest of this file needs nothing.
"""

import os
import sys


def _load_probe():
    if sys.version_info < (3, 8) or not os.environ.get("JOINSCOPE_SOCKET"):
        return
    try:
        import joinscope_probe

        joinscope_probe.install()
    except Exception:
        pass


def _load_hidden():
    here = os.path.dirname(os.path.abspath(__file__))
    others = [path for path in sys.path if os.path.abspath(path) != here]
    if sys.version_info < (3, 5):
        _load_hidden_by_imp(others)
        return
    # What Python has loaded already: ``importlib.util`` would cost a start more than the probe.
    from _frozen_importlib import module_from_spec
    from _frozen_importlib_external import PathFinder

    spec = PathFinder.find_spec("sitecustomize", others)
    if spec is None or spec.loader is None:
        return
    module = module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


def _load_hidden_by_imp(others):
    import imp

    try:
        found = imp.find_module("sitecustomize", others)
    except ImportError:
        return
    imp.load_module("sitecustomize", *found)


_load_probe()
_load_hidden()
