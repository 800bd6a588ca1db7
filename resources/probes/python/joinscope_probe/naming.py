"""What a callable is called."""


def name_of(function):
    """``square``, ``Worker.run``, ``partial(square)``; never fails and never runs long."""
    for _ in range(3):
        name = getattr(function, "__qualname__", None) or getattr(function, "__name__", None)
        if isinstance(name, str):
            return name[:256]
        inner = getattr(function, "func", None)
        if inner is None:
            break
        function = inner
    return type(function).__name__[:256]
