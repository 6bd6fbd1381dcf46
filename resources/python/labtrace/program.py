"""Runs the program from its text, as if Python ran the file itself: same name, same arguments, `__main__`, and tracebacks that show its lines."""
import ast
import builtins
import json
import linecache
import os
import sys
import types

from . import accesses, install, places, records
from .rewrite import Rewriter
from .records import SITES

settings = {}


def _with_values(tree, values):
    """Puts literals in the place of top-level constants; refuses names that are none."""
    known = {}
    for statement in tree.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else getattr(statement, 'target', None)
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(target, ast.Name) and statement.value is not None and _is_literal(statement.value):
            known.setdefault(target.id, statement)
    for name, literal in values.items():
        if name not in known:
            names = ', '.join(known) or 'none'
            install.refuse(os.path.basename(places.program), 'there is no top-level constant `%s`' % name, 'set one of these: %s' % names)
        try:
            value = ast.parse(literal.strip(), mode='eval').body
            ast.literal_eval(value)
        except (SyntaxError, ValueError):
            install.refuse(os.path.basename(places.program), '`%s` is not a literal' % literal, 'give a number, a string, True, False or None')
        old = known[name].value
        for node in ast.walk(value):
            if 'lineno' in node._attributes:
                ast.copy_location(node, old)
        known[name].value = value


def _is_literal(node):
    try:
        ast.literal_eval(node)
        return True
    except (ValueError, TypeError, SyntaxError):
        return False


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
    _with_values(tree, json.loads(settings.get('LAB_SET', '{}')))
    if settings.get('LAB_DETAIL') == 'access':
        observe = settings.get('LAB_OBSERVE')
        if observe == 'faithful' and not getattr(sys, '_is_gil_enabled', lambda: True)():
            install.refuse('this Python', 'it runs without a GIL, so an access and its record cannot be kept together',
                           'choose a Python with a GIL, observe with stress, or record synchronisation only')
        rewriter = Rewriter(tree, observe == 'stress')
        accesses.install(module.__dict__)
        _announce(rewriter.sites)
    return compile(ast.fix_missing_locations(tree), places.program, 'exec', dont_inherit=True)


def run():
    """Replaces the runner by the program."""
    path = places.program
    with open(settings['LAB_SOURCE'], encoding='utf-8', newline='') as file:
        text = file.read()
    linecache.cache[path] = (len(text), None, text.splitlines(True), path)
    sys.argv[0] = path
    sys.path[0] = os.path.dirname(path)
    module = types.ModuleType('__main__')
    module.__dict__.update(__file__=path, __builtins__=builtins, __cached__=None)
    code = _code(text, module)
    sys.modules['__main__'] = module
    install.ready()
    exec(code, module.__dict__)
