"""Runs a text as the program of that name with other constants and without a tracer, to be compared with: plain.py SETTINGS PATH ARGUMENT…

SETTINGS is a file of JSON with `source` and `set`.
"""
import json
import os
import sys


def main():
    with open(sys.argv[1], encoding='utf-8', newline='') as file:
        settings = json.load(file)
    del sys.argv[:2]
    path = sys.argv[0]
    code = settings['source']
    if settings['set']:
        import ast

        from labtrace.parameters import set_constants
        code = ast.parse(code, path)
        set_constants(code, settings['set'])
        ast.fix_missing_locations(code)
    sys.path[0] = os.path.dirname(path)
    module = type(sys)('__main__')
    module.__dict__.update(__file__=path, __builtins__=__builtins__, __cached__=None)
    sys.modules['__main__'] = module
    exec(compile(code, path, 'exec', dont_inherit=True), module.__dict__)


main()
