"""What a Python program tells of itself while Joinscope watches it.

Standard library only, CPython 3.8 and newer, fork, spawn and forkserver. What happens seldom
is told over the local socket named by JOINSCOPE_SOCKET (``reporting``); what happens often is
counted in a piece of memory that Joinscope reads (``board``). docs/python-probe.md says what
is told, and how.

It loads nothing that the program did not load: a library is changed right after the program
has loaded it (``imports``), by the module of this package that knows it. It never prints,
never raises into the program and never waits.
"""


def install():
    """Begins to report; called once by sitecustomize at Python's start."""
    from . import code_cache

    code_cache.use_for(__path__[0])
    from . import reporting

    if not reporting.connect():
        return
    from . import crashes, endings, imports, signals

    for part in (crashes, signals, endings, imports):
        reporting.attempt(part.install)
