"""Rewrites a program so that it logs each read and write of its shared names.

    counter += 1        _lab_time = _lab_now()                                a call: the GIL may change hands here, where it does no harm
                        _lab_1 = counter;  _lab_log += (…, _lab_1)            no call from here …
                        _lab_1 += 1
                        counter = _lab_1;  _lab_log += (…, _lab_1)            … to here

*faithful*: no call is put between a read and what is done with it, so threads can interleave where they could before and nowhere else. A time is taken anew
only behind something that is a switch point already; straight-line code without calls shares one.
*stress*: the time is taken anew before each write: one call inside each read-modify-write.

Probed are names, elements of module-level lists, and cells that an inner function rebinds, in the statements of functions and of the module. Reads inside
lambdas, comprehensions and class bodies are not, and attributes of objects are not.
"""
import ast

from . import probes
from .probes import fill, fill_expression
from .scopes import FUNCTIONS, bound_in, declared_global, declared_nonlocal, shared_cells, shared_lists, shared_names

_SWITCHES = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.For, ast.While, ast.With,
             ast.AsyncFor, ast.AsyncWith, ast.Import, ast.ImportFrom)


def _switches(node):
    """Whether the GIL may change hands while this runs."""
    return any(isinstance(inner, _SWITCHES) for inner in ast.walk(node))


class Rewriter:
    """One rewriting of one program. `sites` tells what each number in the log means: line, name, whether written, whether an element."""

    def __init__(self, tree, stress):
        self.stress = stress
        self.names = shared_names(tree)
        self.lists = shared_lists(tree)
        self.sites = [(0, '', False, False)]
        self.hidden = [set()]  # names that mean something else, by enclosing function
        self.cells = [set()]  # names of enclosing functions that their inner functions rebind
        self.fresh = False  # whether the time in hand is that of this stretch of code
        self.temps = 0
        self.probed = False
        probes.keep(tree)
        tree.body = self.block(tree.body)

    # statements

    def block(self, body):
        out = []
        for statement in body:
            self.temps = 0
            out.extend(self.statement(statement))
        return out

    def statement(self, node):
        if isinstance(node, FUNCTIONS):
            return [self.function(node)]
        if isinstance(node, ast.ClassDef):
            node.body = [self.function(inner) if isinstance(inner, FUNCTIONS) else inner for inner in node.body]
            return [node]
        handler = getattr(self, 'on_' + type(node).__name__, None)
        out = handler(node) if handler else [node]
        if not isinstance(node, ast.If) and _switches(node):
            self.fresh = False
        return out

    def function(self, node):
        outer, self.probed, self.fresh = self.probed, False, False
        bound = bound_in(node)
        self.hidden.append((self.hidden[-1] | bound) - declared_global(node))
        self.cells.append((self.cells[-1] - (bound - declared_nonlocal(node))) | shared_cells(node))
        node.body = self.block(node.body)
        self.hidden.pop()
        self.cells.pop()
        if self.probed:
            after = 1 if ast.get_docstring(node, clean=False) is not None else 0
            node.body[after:after] = fill(probes.PROLOGUE, node.body[0])
        self.probed, self.fresh = outer, False
        return node

    def on_Assign(self, node):
        out, value = self.hoist(node.value)
        if not any(self.touches(target) for target in node.targets):
            node.value = value
            return out + [node]
        temp = self.temp()
        out += fill(probes.SET, node, TEMP=temp, VALUE=value)
        if _switches(node.value):
            self.fresh = False
        for target in node.targets:
            out += self.store(target, temp, node)
        if len(self.hidden) == 1 and isinstance(node.targets[0], ast.Name) and node.targets[0].id in self.lists:
            out += fill(probes.LIST, node, SITE=self.site(node, node.targets[0].id, True, True), NAME=node.targets[0].id)
        return out

    def on_AnnAssign(self, node):
        if node.value is None or not self.touches(node.target):
            return self.hoisted(node, 'value') if node.value is not None else [node]
        return self.on_Assign(ast.copy_location(ast.Assign([node.target], node.value, type_comment=None), node))

    def on_AugAssign(self, node):
        if self.is_shared(node.target):
            name = node.target.id
            out, temp = self.read(node.target)
            save = lambda: fill(probes.WRITE, node, NAME=name, VALUE=temp, SITE=self.site(node, name, True))
        elif self.is_item(node.target):
            out, temp, index = self.read_item(node.target)
            save = lambda: self.store_item(node.target, index, temp, node)
        else:
            return self.hoisted(node, 'value')
        more, value = self.hoist(node.value)
        out += more + [ast.copy_location(ast.AugAssign(ast.copy_location(ast.Name(temp, ast.Store()), node), node.op, value), node)]
        if self.stress or _switches(node.value):
            self.fresh = False
        return out + self.refresh(node) + save()

    def on_If(self, node):
        out, node.test = self.hoist(node.test)
        if _switches(node.test):
            self.fresh = False
        before = self.fresh
        node.body = self.block(node.body)
        after, self.fresh = self.fresh, before
        node.orelse = self.block(node.orelse)
        self.fresh = self.fresh and after
        return out + [node]

    def on_While(self, node):
        node.test = self.inside(node.test)
        return [self.loop(node)]

    def on_For(self, node):
        out, node.iter = self.hoist(node.iter)
        return out + [self.loop(node)]

    def loop(self, node):
        self.fresh = False
        node.body = self.block(node.body)
        self.fresh = False
        node.orelse = self.block(node.orelse)
        return node

    def on_With(self, node):
        for item in node.items:
            item.context_expr = self.inside(item.context_expr)
        self.fresh = False
        node.body = self.block(node.body)
        return [node]

    def on_Match(self, node):
        out, node.subject = self.hoist(node.subject)
        for case in node.cases:
            self.fresh = False
            case.body = self.block(case.body)
        self.fresh = False
        return out + [node]

    def on_Try(self, node):
        node.body = self.block(node.body)
        for part in node.handlers + [node]:
            self.fresh = False
            if part is node:
                node.orelse = self.block(node.orelse)
                node.finalbody = self.block(node.finalbody)
            else:
                part.body = self.block(part.body)
        return [node]

    on_AsyncWith, on_AsyncFor, on_TryStar = on_With, on_For, on_Try

    def on_Raise(self, node):
        return self.hoisted(node, 'exc') if node.exc is not None else [node]

    def on_Expr(self, node):
        return self.hoisted(node, 'value')

    def on_Return(self, node):
        return self.hoisted(node, 'value') if node.value is not None else [node]

    def on_Assert(self, node):
        return self.hoisted(node, 'test')

    def hoisted(self, node, field):
        out, value = self.hoist(getattr(node, field))
        setattr(node, field, value)
        return out + [node]

    # stores

    def touches(self, target):
        if isinstance(target, (ast.Tuple, ast.List)):
            return any(self.touches(element) for element in target.elts)
        return self.is_shared(target) or self.is_item(target) or (len(self.hidden) == 1 and isinstance(target, ast.Name) and target.id in self.lists)

    def store(self, target, temp, node):
        if self.is_shared(target):
            return self.refresh(node, self.stress) + fill(probes.WRITE, node, NAME=target.id, VALUE=temp, SITE=self.site(node, target.id, True))
        if self.is_item(target):
            out, key = self.hoist(_key(target))
            index = self.temp()
            return out + self.place_of(target, index, key, node) + self.refresh(node, self.stress) + self.store_item(target, index, temp, node)
        if isinstance(target, (ast.Tuple, ast.List)) and self.touches(target) and not any(isinstance(element, ast.Starred) for element in target.elts):
            temps = [self.temp() for _ in target.elts]
            unpacked = ast.Tuple([ast.Name(name, ast.Store()) for name in temps], ast.Store())
            assign = ast.Assign([unpacked], ast.Name(temp, ast.Load()), type_comment=None)
            probes.place(assign, node)
            return [assign] + [statement for element, name in zip(target.elts, temps) for statement in self.store(element, name, node)]
        assign = ast.Assign([target], ast.copy_location(ast.Name(temp, ast.Load()), node), type_comment=None)
        return [ast.copy_location(assign, node)]

    def store_item(self, target, index, temp, node):
        name = target.value.id
        return fill(probes.WRITE_ITEM, node, NAME=name, INDEX=index, VALUE=temp, SITE=self.site(node, name, True, True))

    # reads

    def read(self, node):
        temp = self.temp()
        return self.refresh(node) + fill(probes.READ, node, TEMP=temp, NAME=node.id, SITE=self.site(node, node.id, False)), temp

    def read_item(self, node):
        out, key = self.hoist(_key(node))
        index, temp, name = self.temp(), self.temp(), node.value.id
        out += self.place_of(node, index, key, node) + self.refresh(node)
        return out + fill(probes.READ_ITEM, node, INDEX=index, TEMP=temp, NAME=name, SITE=self.site(node, name, False, True)), temp, index

    def place_of(self, target, index, key, node):
        """The index before anything is read: a call there changes nothing. `forks[-1]` and `forks[4]` may be one element, and get one name."""
        plain = isinstance(key, ast.Constant) and type(key.value) is not bool  # a negative one is no constant, but a minus and a constant
        return fill(probes.SET if plain else probes.PLACE, node, NAME=target.value.id, TEMP=index, VALUE=key)

    def hoist(self, node):
        """Statements that do an expression's shared reads in its own order, and what is left of it."""
        if self.is_shared(node):
            out, temp = self.read(node)
            return out, ast.copy_location(ast.Name(temp, ast.Load()), node)
        if self.is_item(node):
            out, temp, _ = self.read_item(node)
            return out, ast.copy_location(ast.Name(temp, ast.Load()), node)
        parts = _parts(node)
        if parts is None:
            return [], self.inside(node)
        out, done = [], []
        for owner, field, at in parts:
            child = getattr(owner, field) if at is None else getattr(owner, field)[at]
            more, left = self.hoist(child)
            if more:
                for earlier in done:  # what stands before it is worked out before it
                    out += self.settle(*earlier)
            out += more
            _set(owner, field, at, left)
            done.append((owner, field, at))
            if isinstance(left, ast.Call):
                self.fresh = False
        return out, node

    def settle(self, owner, field, at):
        node = getattr(owner, field) if at is None else getattr(owner, field)[at]
        if isinstance(node, (ast.Constant, ast.FormattedValue)) or (isinstance(node, ast.Name) and node.id.startswith('_lab_')):
            return []
        temp = self.temp()
        _set(owner, field, at, ast.copy_location(ast.Name(temp, ast.Load()), node))
        return fill(probes.SET, node, TEMP=temp, VALUE=node)

    def inside(self, node):
        """An expression that cannot be taken apart, with its reads logged in place. Here a thread may lose the GIL right after the read was logged."""
        rewriter = self

        class Inside(ast.NodeTransformer):
            def visit_Name(self, name):
                if not rewriter.is_shared(name):
                    return name
                rewriter.probed = True
                return fill_expression(probes.INSIDE, name, NAME=name, SITE=rewriter.site(name, name.id, False))

            def skip(self, inner):
                return inner

            visit_Lambda = visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_Await = visit_NamedExpr = skip

        return Inside().visit(node)

    # small things

    def is_shared(self, node):
        if not isinstance(node, ast.Name):
            return False
        return node.id in self.cells[-1] or (node.id in self.names and node.id not in self.hidden[-1])

    def is_item(self, node):
        if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name) or isinstance(_key(node), (ast.Slice, ast.Tuple)):
            return False
        return node.value.id in self.lists and node.value.id not in self.hidden[-1]

    def refresh(self, node, anew=False):
        self.probed = True
        if self.fresh and not anew:
            return []
        self.fresh = True
        return fill(probes.REFRESH, node)

    def temp(self):
        self.temps += 1
        return '_lab_%d' % self.temps

    def site(self, node, name, written, element=False):
        self.probed = True
        self.sites.append((node.lineno, name, written, element))
        return len(self.sites) - 1


def _key(subscript):
    key = subscript.slice
    return key.value if type(key).__name__ == 'Index' else key  # up to 3.8


def _set(owner, field, at, node):
    if at is None:
        setattr(owner, field, node)
    else:
        getattr(owner, field)[at] = node


def _parts(node):
    """The places of a node's direct parts in the order in which Python works them out; None where it may leave some out or do some twice."""
    if isinstance(node, ast.BinOp):
        return [(node, 'left', None), (node, 'right', None)]
    if isinstance(node, ast.UnaryOp):
        return [(node, 'operand', None)]
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return [(node, 'left', None), (node, 'comparators', 0)]
    if isinstance(node, ast.Call) and not any(isinstance(argument, ast.Starred) for argument in node.args) and all(word.arg for word in node.keywords):
        receiver = [(node.func, 'value', None)] if isinstance(node.func, ast.Attribute) else []
        return receiver + [(node, 'args', at) for at in range(len(node.args))] + [(word, 'value', None) for word in node.keywords]
    if isinstance(node, (ast.Tuple, ast.List)) and isinstance(node.ctx, ast.Load) and not any(isinstance(element, ast.Starred) for element in node.elts):
        return [(node, 'elts', at) for at in range(len(node.elts))]
    if isinstance(node, ast.JoinedStr):
        return [(value, 'value', None) for value in node.values if isinstance(value, ast.FormattedValue)]
    if isinstance(node, ast.Attribute):
        return [(node, 'value', None)]
    if isinstance(node, (ast.Constant, ast.Name)):
        return []
    return None
