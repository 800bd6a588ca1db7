"""Puts a function of ours in the place of the library's, under the library's name."""


def replace(owner, name, ours):
    """What pickle, ``help`` and a traceback see of it stays the same."""
    theirs = getattr(owner, name)
    for attribute in ("__name__", "__qualname__", "__module__", "__doc__"):
        setattr(ours, attribute, getattr(theirs, attribute, None))
    if isinstance(owner, type) and isinstance(owner.__dict__.get(name), staticmethod):
        ours = staticmethod(ours)
    setattr(owner, name, ours)
