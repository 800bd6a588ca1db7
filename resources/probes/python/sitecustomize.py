"""Loads Joinscope's probe into a Python program, and then the program's own sitecustomize.

Python imports ``sitecustomize`` at its start (site.py, ``execsitecustomize``). Joinscope puts
this folder first on PYTHONPATH, so a sitecustomize of the user's is hidden by this one and is
loaded from here. Whatever goes wrong in the probe, the program runs on as if it were not there.
"""


def _load_probe():
    try:
        import joinscope_probe

        joinscope_probe.install()
    except Exception:
        pass


def _load_hidden():
    import importlib.machinery
    import importlib.util
    import os
    import sys

    here = os.path.dirname(os.path.abspath(__file__))
    others = [path for path in sys.path if os.path.abspath(path) != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", others)
    if spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


_load_probe()
_load_hidden()
