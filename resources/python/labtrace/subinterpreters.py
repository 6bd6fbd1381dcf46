"""Interpreters inside of the interpreter run unrecorded: their threads, locks and prints are their own. A mark in the recording says so."""
import sys

from . import records
from .places import line_at
from .records import MARKED

_frame = sys._getframe


def _patch(module):
    original = module.create

    def create(*args, **kwargs):
        records.here.emit(MARKED, 0, line_at(_frame(1)), 0, 'A subinterpreter begins: what it does is not recorded.')
        return original(*args, **kwargs)

    create.__wrapped__ = original
    module.create = create


def install(when_imported):
    """Patches the module when it is there; Python 3.13 gave it its name."""
    for name in ('_interpreters', '_xxsubinterpreters'):
        when_imported(name, _patch)
