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


def declared_nonlocal(function):
    """Names in the function's own `nonlocal` statements."""
    return {name for node in own_nodes(function) if isinstance(node, ast.Nonlocal) for name in node.names}


def shared_cells(function):
    """Names of the function that a function inside it rebinds."""
    inside = [node for node in ast.walk(function) if isinstance(node, FUNCTIONS) and node is not function]
    rebound = {name for inner in inside for name in declared_nonlocal(inner)}
    return rebound & (bound_in(function) - declared_nonlocal(function))


def bound_in(function):
    """Names that are not the module's there: parameters and whatever the function binds without `global`."""
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
    """Module-level names that some function rebinds, or that main rebinds while other threads may read them."""
    rebound = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    return rebound | (_rebound_after_start(tree) & _read_by_functions(tree))


def _rebound_after_start(tree):
    nodes = list(own_nodes(tree))
    starts = [node.lineno for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == 'start']
    if not starts:
        return set()
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.lineno > min(starts)}


def _read_by_functions(tree):
    names = set()
    for function in ast.walk(tree):
        if isinstance(function, FUNCTIONS):
            names.update({node.id for node in own_nodes(function) if isinstance(node, ast.Name)} - bound_in(function))
    return names


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
