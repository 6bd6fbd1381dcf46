"""Other values for a program's top-level constants."""
import ast


class Unknown(Exception):
    """A name or a value that cannot be set; its arguments say what is wrong and what to do instead."""


def set_constants(tree, values):
    """Puts literals in the place of top-level constants; raises `Unknown` for names that are none, and for what is no literal."""
    known = {}
    for statement in tree.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) and len(statement.targets) == 1 else getattr(statement, 'target', None)
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and isinstance(target, ast.Name) and statement.value is not None and _is_literal(statement.value):
            known.setdefault(target.id, statement)
    for name, literal in values.items():
        if name not in known:
            raise Unknown('there is no top-level constant `%s`' % name, 'set one of these: %s' % (', '.join(known) or 'none'))
        try:
            value = ast.parse(literal.strip(), mode='eval').body
            ast.literal_eval(value)
        except (SyntaxError, ValueError):
            raise Unknown('`%s` is not a literal' % literal, 'give a number, a string, True, False or None')
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
