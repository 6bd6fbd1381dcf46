"""Functions of ours that stand in for those of C."""


class _StandIn:
    """Like a function of C, and unlike one of Python, it is not bound where it stands in a class, and is pickled by its name."""

    def __init__(self, original, module):
        self.__wrapped__ = original
        self.__name__ = self.__qualname__ = original.__name__
        self.__module__ = module
        self.__doc__ = original.__doc__
        self.__text_signature__ = getattr(original, '__text_signature__', None)

    def __reduce__(self):
        return self.__qualname__

    def __repr__(self):
        return repr(self.__wrapped__)


def stand_in(call, original, module):
    """`call`, to stand in `module` for `original`; it adds no frame of its own."""
    return type('builtin_function_or_method', (_StandIn,), {'__call__': staticmethod(call)})(original, module)
