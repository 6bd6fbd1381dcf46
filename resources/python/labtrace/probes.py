"""The pieces of text that a probe is made of. Names in capitals stand for pieces of the program."""
import ast

TIME = '_lab_time = _lab_now()'
REFRESH = TIME + '\nif _lab_time > _lab_due: _lab_flush()'
READ = 'TEMP = NAME\n_lab_log += (_lab_n, SITE, _lab_time, TEMP)'
WRITE = 'NAME = VALUE\n_lab_log += (_lab_n, SITE, _lab_time, VALUE)'
READ_ITEM = 'TEMP = NAME[INDEX]\n_lab_log += (_lab_n, 0, _lab_time, INDEX, _lab_n, SITE, _lab_time, TEMP)'
WRITE_ITEM = 'NAME[INDEX] = VALUE\n_lab_log += (_lab_n, 0, _lab_time, INDEX, _lab_n, SITE, _lab_time, VALUE)'
SET = 'TEMP = VALUE'
PLACE = 'TEMP = _lab_place(NAME, VALUE)'
LIST = '_lab_list(SITE, NAME)'
INSIDE = '(_lab_extend((_lab_n, SITE, _lab_tick(), (_lab_value := NAME))) or _lab_value)'
PROLOGUE = 'global _lab_log\n_lab_n = _lab_thread()'


class _Fill(ast.NodeTransformer):
    def __init__(self, pieces):
        self.pieces = pieces

    def visit_Name(self, node):
        piece = self.pieces.get(node.id)
        if piece is None:
            return node
        if isinstance(piece, str):
            return ast.Name(piece, node.ctx)
        return ast.Constant(piece) if isinstance(piece, int) else piece


def fill(template, where, **pieces):
    """The statements of a template, with pieces filled in: strings become names, ints constants. All new nodes stand where `where` stands."""
    statements = _Fill(pieces).visit(ast.parse(template)).body
    for statement in statements:
        place(statement, where)
    return statements


def fill_expression(template, where, **pieces):
    """`fill` for one expression."""
    return fill(template, where, **pieces)[0].value


def place(tree, where):
    """Gives new nodes a position; those of the program keep theirs."""
    for node in ast.walk(tree):
        if 'lineno' in node._attributes and not hasattr(node, '_lab_kept'):
            ast.copy_location(node, where)


def keep(tree):
    """Marks the program's own nodes, so that `place` leaves their positions alone."""
    for node in ast.walk(tree):
        node._lab_kept = True
