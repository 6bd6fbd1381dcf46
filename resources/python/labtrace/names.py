"""The variable that a new object is about to be stored in, read from the bytecode behind the call that makes it.

The value is followed on the evaluation stack: `depth` is how many values lie above it.

    forks = [threading.Lock() for _ in range(N)]      CALL  LIST_APPEND  …  STORE_NAME forks       → forks[0], forks[1], …
"""
import bisect

_counts = {}
_read = {}  # code → its instructions and their offsets: reading them takes milliseconds, and many objects are made by one code


def name_of_new(frame, kind, line, many=False):
    """A name for the object that `frame` is making: the variable, `list[2]` for the third one made there, `Class.attribute`, or kind and line. Never twice."""
    name = variable_of_new(frame)
    if many:  # one call that makes several
        name = (name or kind).replace('[]', '') + '[]'
    if name is None:
        name = '%s of line %d' % (kind, line) if line else kind
    return plain_name(name)


def variable_of_new(frame):
    """The variable alone, None where there is none; `list[]` for what comes into a list."""
    try:
        return _stored_as(frame)
    except Exception:  # a bytecode of the future: better a plain name than a broken program
        return None


def variables_of_two(frame):
    """The variables of `a, b = make()` for what `frame` is making; (None, None) where it is not taken apart there."""
    import dis
    instructions, offsets = _read_instructions(dis, frame.f_code)
    first = bisect.bisect_right(offsets, frame.f_lasti)
    while instructions[first].opname in _HARMLESS:
        first += 1
    if instructions[first].opname != 'UNPACK_SEQUENCE' or instructions[first].arg != 2:
        return None, None
    behind = range(first + 1, len(instructions))
    return tuple(_follow(dis, frame, instructions, behind, depth, False)[0] for depth in range(2))


def plain_name(name):
    """A name as it is where nothing else has it; `[]` gets its number."""
    number = _counts.get(name, 0)
    _counts[name] = number + 1
    if name.endswith('[]'):
        return '%s[%d]' % (name[:-2], number)
    return name if number == 0 else '%s #%d' % (name, number + 1)


def _stored_as(frame):
    import dis
    depth = 0
    element = False
    for _ in range(3):  # a function may return what it made, a comprehension is one up to 3.11
        code = frame.f_code
        instructions, offsets = _read_instructions(dis, code)
        behind = range(bisect.bisect_right(offsets, frame.f_lasti), len(instructions))
        found, depth, element = _follow(dis, frame, instructions, behind, depth, element)
        if found != 'caller':
            return found
        frame = frame.f_back
    return None


def _read_instructions(dis, code):
    known = _read.get(code)
    if known is None:
        if len(_read) >= 100:
            _read.clear()
        instructions = list(dis.get_instructions(code))
        known = _read[code] = instructions, [instruction.offset for instruction in instructions]
    return known


def _follow(dis, frame, instructions, behind, depth, element):
    """Where the value goes: a name, None, or 'caller'."""
    suffix = '[]' if element else ''
    for number in behind:
        instruction = instructions[number]
        op, arg = instruction.opname, instruction.arg
        if op.startswith('STORE_FAST_') or op in ('STORE_NAME', 'STORE_GLOBAL', 'STORE_FAST', 'STORE_DEREF'):
            names = [instruction.argval] if isinstance(instruction.argval, str) else list(instruction.argval)
            if depth == 0:
                return names[0] + suffix, depth, element
            depth -= 1
            if op == 'STORE_FAST_STORE_FAST':
                if depth == 0:
                    return names[1] + suffix, depth, element
                depth -= 1
            elif op == 'STORE_FAST_LOAD_FAST':
                depth += 1
        elif op == 'STORE_ATTR':
            if depth == 1:
                return _attribute(frame, instructions[number - 1], instruction.argval) + suffix, depth, element
            depth -= 2
        elif op == 'STORE_SUBSCR':
            if depth == 2:
                return _list_between(instructions[behind[0]:number]), depth, element
            depth -= 3
        elif op in ('DUP_TOP', 'COPY'):
            if depth > 0:
                depth += 1
        elif op in ('SWAP', 'ROT_TWO'):
            other = arg - 1 if op == 'SWAP' else 1
            depth = other if depth == 0 else 0 if depth == other else depth
        elif op in ('ROT_THREE', 'ROT_FOUR'):
            size = 3 if op == 'ROT_THREE' else 4
            depth = size - 1 if depth == 0 else depth - 1 if depth < size else depth
        elif op in ('BUILD_LIST', 'BUILD_TUPLE', 'BUILD_SET'):
            if depth < arg:
                following = instructions[number + 1]
                if following.opname == 'UNPACK_SEQUENCE':  # a, b, c, d = Lock(), Lock(), Lock(), Lock()
                    return instructions[number + 1 + arg - depth].argval, depth, element
                depth, element, suffix = 0, True, '[]'
            else:
                depth -= arg - 1
        elif op in ('LIST_APPEND', 'SET_ADD'):
            if depth == 0:
                depth, element, suffix = arg - 1, True, '[]'
            else:
                depth -= 1
        elif op in ('JUMP_BACKWARD', 'JUMP_ABSOLUTE') and element:
            depth -= 1  # the iterator goes when its loop ends
        elif op in ('END_FOR', 'POP_TOP') and element and depth == 0:
            continue
        elif op in ('RETURN_VALUE', 'YIELD_VALUE'):
            return ('caller' if depth == 0 else None), 0, element
        elif op in ('BEFORE_WITH', 'SETUP_WITH') and depth == 0:
            continue  # with … as name: what `__enter__` gives is nearly always the object itself
        elif op == 'POP_TOP' and depth == 0:
            return None, depth, element
        else:
            effect = dis.stack_effect(instruction.opcode, arg, jump=False) if instruction.opcode >= dis.HAVE_ARGUMENT else dis.stack_effect(instruction.opcode)
            if effect <= 0 and depth < 1 - effect and op not in _HARMLESS:
                return _appended_to(instructions, behind[0]), depth, element
            depth += effect
    return None, depth, element


_HARMLESS = ('CACHE', 'NOP', 'RESUME', 'PRECALL', 'EXTENDED_ARG', 'NOT_TAKEN', 'JUMP_FORWARD')


def _attribute(frame, owner, attribute):
    """`Account.lock` for `self.lock`, `account.lock` for another object."""
    if owner.argval == 'self':
        return '%s.%s' % (type(frame.f_locals.get('self')).__name__, attribute)
    return '%s.%s' % (owner.argval, attribute) if isinstance(owner.argval, str) else attribute


def _list_between(instructions):
    """The list of `forks[i] = Lock()`: the first thing loaded after the call."""
    for instruction in instructions:
        if instruction.opname.startswith('LOAD_'):
            names = instruction.argval
            name = names[0] if isinstance(names, tuple) else names
            return name + '[]' if isinstance(name, str) else None
    return None


def _appended_to(instructions, number):
    """The list of `forks.append(Lock())`."""
    for at in range(number - 1, max(0, number - 12), -1):
        if instructions[at].argval == 'append' and isinstance(instructions[at - 1].argval, str):
            return instructions[at - 1].argval + '[]'
    return None
