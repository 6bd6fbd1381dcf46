"""Patches modules of Python's library when the program imports them: a program pays only for what it uses, and starts as fast as it did."""
import sys

from .places import is_foreign

_patches = {}  # name of a module → what to do with it
_installed = set()  # those that are no part of Python's library


def when_imported(name, patch, installed=False):
    """Calls `patch(module)` as soon as the library's module of this name is there. A module of the program's own with that name is left alone,
    unless it is one that is installed beside the library anyway."""
    if installed:
        _installed.add(name)
    module = sys.modules.get(name)
    if module is not None:
        _apply(name, [patch], module)
        return
    _patches.setdefault(name, []).append(patch)
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


def _apply(name, patches, module):
    if name not in _installed and name not in sys.builtin_module_names and not is_foreign(getattr(module, '__file__', None) or ''):
        return
    for patch in patches:
        try:
            patch(module)
        except Exception as error:  # a library of the future: better a run that records less than none
            sys.stderr.write('the tracer cannot record %s: %r\n' % (name, error))


class _Finder:
    """Finds what the other finders find, and stays with it until it has run."""

    def find_spec(self, name, path=None, target=None):
        if name not in _patches:
            return None
        spec = self._spec(name, path, target)
        loader = getattr(spec, 'loader', None)
        if loader is None or not hasattr(loader, 'exec_module'):
            return spec
        run = loader.exec_module

        def exec_module(module):
            loader.exec_module = run
            run(module)
            if module.__name__ == name:
                _apply(name, _patches.pop(name, ()), module)

        try:
            loader.exec_module = exec_module
        except AttributeError:
            pass
        return spec

    def _spec(self, name, path, target):
        for finder in list(sys.meta_path):
            find = getattr(finder, 'find_spec', None)
            if finder is not self and find is not None:
                spec = find(name, path, target)
                if spec is not None:
                    return spec
        return None


_finder = _Finder()
