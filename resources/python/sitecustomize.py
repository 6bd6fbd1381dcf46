"""Starts the tracer before the program's first line, then steps aside.

Python imports this module by itself because its folder is on PYTHONPATH. It takes its folder off the path again and imports the `sitecustomize`
that it hides (distributions ship one); it raises only what that one raises.
"""
import os
import sys


def _start():
    before = set(sys.modules)
    folder = os.path.dirname(os.path.realpath(os.environ['LAB_FILE']))
    is_first = 'LAB_RECORDS' in os.environ
    bytecode = sys.dont_write_bytecode, sys.pycache_prefix
    # the installed app's folder stays as it was signed: what we compile is kept elsewhere
    sys.dont_write_bytecode, sys.pycache_prefix = 'LAB_BYTECODE' not in os.environ, os.environ.get('LAB_BYTECODE', bytecode[1])
    try:
        from labtrace import install
        install.install()
        _uncover(set(sys.modules) - before, folder)
    except Exception as error:  # an unrecorded run is of no use to whoever asked for a recording
        sys.stderr.write('the tracer could not start: %r\n' % (error,))
        sys.stderr.flush()
        if is_first:
            os._exit(1)
    finally:
        sys.dont_write_bytecode, sys.pycache_prefix = bytecode


def _uncover(ours, folder):
    """A `random.py` or `threading.py` beside the program hides the module of that name, also where the tracer has already imported that one."""
    try:
        beside = set(os.listdir(folder))
    except OSError:
        return
    for name in ours:
        top = name.partition('.')[0]
        if top != 'labtrace' and (top + '.py' in beside or (top in beside and os.path.isfile(os.path.join(folder, top, '__init__.py')))):
            sys.modules.pop(name, None)


def _step_aside():
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or '.') != here]
    mine = sys.modules.pop('sitecustomize', None)
    try:
        import sitecustomize  # noqa: F401
    except Exception as error:
        if mine is not None:
            sys.modules['sitecustomize'] = mine
        # what theirs raises is Python's to tell, as it would without us; that there is none is usual
        if not isinstance(error, ImportError) or getattr(error, 'name', 'sitecustomize') != 'sitecustomize':
            raise


if os.environ.get('LAB_RECORDS') and sys.version_info < (3, 8):
    os._exit(1)
if (os.environ.get('LAB_RECORDS') or os.environ.get('LAB_STORES')) and sys.version_info >= (3, 8):
    _start()
_step_aside()
