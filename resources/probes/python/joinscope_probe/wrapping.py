"""Puts a function of ours in the place of the library's, under the library's name."""


def replace(owner, name, ours):
    """What pickle, ``help`` and a traceback see of it stays the same."""
    theirs = getattr(owner, name)
    for attribute in ("__name__", "__qualname__", "__module__", "__doc__"):
        setattr(ours, attribute, getattr(theirs, attribute, None))
    if isinstance(owner, type) and isinstance(owner.__dict__.get(name), staticmethod):
        ours = staticmethod(ours)
    else:
        ours._joinscope_original = theirs
    setattr(owner, name, ours)


def original(bound):
    """The library's own method behind one that ``replace`` has put in its place."""
    theirs = getattr(getattr(bound, "__func__", None), "_joinscope_original", None)
    return bound if theirs is None else theirs.__get__(bound.__self__)
