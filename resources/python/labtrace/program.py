"""Runs the program from its text, as if Python ran the file itself: same name, same arguments, `__main__`, and tracebacks that show its lines."""
import ast
import builtins
import json
import linecache
import os
import sys
import types

from . import accesses, install, places, records
from .parameters import Unknown, set_constants
from .rewrite import Rewriter
from .records import SITES

settings = {}


def _announce(sites):
    for start in range(0, len(sites), 50):
        records.here.emit(SITES, start, 0, 0, json.dumps(sites[start:start + 50]))


def _code(text, module):
    """The compiled program, rewritten as asked for."""
    try:
        tree = ast.parse(text, places.program)
        compile(text, places.program, 'exec', dont_inherit=True)  # some mistakes are found only here
    except (SyntaxError, ValueError) as error:
        install.refuse_syntax(error, places.program)
    try:
        set_constants(tree, json.loads(settings.get('LAB_SET', '{}')))
    except Unknown as error:
        install.refuse(os.path.basename(places.program), *error.args)
    if settings.get('LAB_DETAIL') == 'access':
        observe = settings.get('LAB_OBSERVE')
        if observe == 'faithful' and not getattr(sys, '_is_gil_enabled', lambda: True)():
            install.refuse('this Python', 'it runs without a GIL, so an access and its record cannot be kept together',
                           'choose a Python with a GIL, observe with stress, or record synchronisation only')
        rewriter = Rewriter(tree, observe == 'stress')
        accesses.install(module.__dict__)
        _announce(rewriter.sites)
    return compile(ast.fix_missing_locations(tree), places.program, 'exec', dont_inherit=True)


def _encoding(data):
    """In what the file itself is written; a text from elsewhere is UTF-8, whatever it says of itself."""
    if b'coding' not in b''.join(data.splitlines(True)[:2]):
        return 'utf-8-sig'
    import io
    import tokenize
    return tokenize.detect_encoding(io.BytesIO(data).readline)[0]


def run():
    """Replaces the runner by the program."""
    path = places.program
    with open(settings['LAB_SOURCE'], 'rb') as file:
        data = file.read()
    try:
        text = data.decode(_encoding(data) if settings['LAB_SOURCE'] == path else 'utf-8-sig')
    except (SyntaxError, ValueError) as error:
        install.refuse_syntax(error, path)
    linecache.cache[path] = (len(text), None, text.splitlines(True), path)
    sys.argv[0] = path
    sys.path[0] = os.path.dirname(path)
    module = types.ModuleType('__main__')
    module.__dict__.update(__file__=path, __builtins__=builtins, __cached__=None)
    code = _code(text, module)
    sys.modules['__main__'] = module
    install.ready()
    exec(code, module.__dict__)
