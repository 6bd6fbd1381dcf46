"""Which names of a program are shared, and what a name means where it stands."""
import ast

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def own_nodes(scope):
    """All nodes of a function or module without those of functions, classes, lambdas and comprehensions inside it."""
    rest = list(ast.iter_child_nodes(scope))
    while rest:
        node = rest.pop()
        yield node
        if not isinstance(node, FUNCTIONS + (ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            rest.extend(ast.iter_child_nodes(node))


def declared_global(function):
    """Names in the function's own `global` statements."""
    return {name for node in own_nodes(function) if isinstance(node, ast.Global) for name in node.names}


def bound_in(function):
    """Names that are the function's own: parameters and whatever it binds without `global`."""
    names = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    for node in own_nodes(function):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, FUNCTIONS + (ast.ClassDef,)) or (isinstance(node, ast.ExceptHandler) and node.name):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).split('.')[0])
        elif isinstance(node, ast.Nonlocal):
            names.update(node.names)
    return names - declared_global(function)


def shared_names(tree):
    """Module-level names that some function rebinds."""
    return {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}


def shared_lists(tree):
    """Module-level lists to whose elements some function stores."""
    made = set()
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and _makes_list(statement.value):
            made.update(target.id for target in statement.targets if isinstance(target, ast.Name))
    stored = set()
    for function in ast.walk(tree):
        if isinstance(function, FUNCTIONS):
            bound = bound_in(function)
            for node in own_nodes(function):
                if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id not in bound:
                    stored.add(node.value.id)
    return made & stored


def _makes_list(value):
    if isinstance(value, ast.BinOp):
        return _makes_list(value.left) or _makes_list(value.right)
    return isinstance(value, (ast.List, ast.ListComp))
