/** A program outside the subset, and the first thing to be said about it. */
export interface BadProgram {
  readonly source: string
  readonly line: number
  readonly column: number
  /** Words of the sentence that says what is wrong. */
  readonly what: string
  /** Words of what to write instead. */
  readonly try: string
}

const head = 'import threading, time\n'
const alone = (source: string, line: number, column: number, what: string, tryThis: string): BadProgram => ({ source, line, column, what, try: tryThis })
/** Behind the imports, which are line 1. */
const behind = (source: string, line: number, column: number, what: string, tryThis: string): BadProgram => alone(head + source, line, column, what, tryThis)

/** Programs that are no Python. */
export const ungrammatical: readonly BadProgram[] = [
  alone('x = \ny = 1', 1, 4, 'missing behind `=`', 'value'),
  alone('if 1\n    x = 1', 1, 5, '`:` is missing', '`:`'),
  alone('def f():\n\nx = 1', 1, 9, 'nothing stands inside', '`pass`'),
  alone('print("a', 1, 9, 'never closed', 'quote'),
  alone('else:\n    pass', 1, 1, '`else` belongs to nothing above it', 'check the indentation'),
  alone('if 1:\n    x = 1\n	y = 2', 3, 1, 'tabs and spaces', 'four spaces'),
  alone('x = (1, 2\n', 1, 10, 'bracket', ')'),
  alone('x = 1 2', 1, 7, 'not expected', 'spelling')
]

/** Programs that are Python and outside the subset, or wrong in Python too. */
export const refused: readonly BadProgram[] = [
  behind('import os', 2, 8, '`os` is outside', 'leave it out'),
  behind('x = 7 / 2', 2, 5, 'fraction', '`//`'),
  behind('x = 7\nx /= 2', 3, 1, 'fraction', '`//=`'),
  behind('x = 1.5 + 1', 2, 5, 'fraction', 'whole'),
  behind('x = 2147483648', 2, 5, 'larger than', '2147483647'),
  behind('x = 0777', 2, 5, 'begins with 0', '`777`'),
  behind('x = (1, 2)', 2, 5, 'tuple', '`[`'),
  behind('x = {}', 2, 5, 'dictionaries', 'list'),
  behind('x = lambda: 0', 2, 5, '`lambda`', '`def`'),
  behind('class A: pass', 2, 1, 'classes', 'functions'),
  behind('print "x"', 2, 1, 'Python 2', '`print(…)`'),
  behind('print(1, sep="")', 2, 10, '`sep=`', 'f-string'),
  behind('x = 1\nprint(f"{x:>3}")', 3, 7, '`:>3`', '`{name}`'),
  behind('print("a\\nb")', 2, 7, 'line break', 'one `print`'),
  behind('try:\n    x = 1\nexcept ValueError:\n    pass', 4, 1, '`except`', '`finally`'),
  behind('x = threading.Condition()', 2, 5, '`threading.Condition`', 'come later'),
  behind('x = threading.Lok()', 2, 5, '`threading.Lok`', '`Lock`'),
  behind('t = threading.Thread(None, print)', 2, 22, 'by name', 'target='),
  behind(
    'def f(): pass\nt = threading.Thread(target=f, kwargs={})',
    3,
    32,
    '`kwargs=` is outside the lab’s Python',
    'give the arguments by position in `args=(…)`'
  ),
  behind('def f(): pass\nt = threading.Thread(target=f())', 3, 5, '`None`', 'without parentheses'),
  behind('def f(a): pass\nt = threading.Thread(target=f, args=(1))', 3, 38, 'tuple', 'comma'),
  behind('def f(a): pass\nt = threading.Thread(target=f)', 3, 5, 'takes 1 and is given 0', 'args=(a,)'),
  behind('t = threading.Thread()', 2, 5, 'nothing to do', 'target=work'),
  behind('t = threading.Thread(target=g)', 2, 29, '`g` is not defined', 'spelling'),
  behind('lock = threading.Lock()\nlock.acquire(timeout=1)', 3, 14, '`acquire(timeout=…)`', 'blocking=False'),
  behind('lock = threading.Lock()\nlock.acquire(True, 1)', 3, 20, 'timeout', 'acquire()'),
  behind('def f(): pass\nt = threading.Thread(target=f)\nt.join(1)', 4, 1, 'timeout', '.join()'),
  behind('def f(): pass\nt = threading.Thread(target=f)\nt.daemon = True', 4, 1, '`t.daemon`', 'daemon=True'),
  behind('def f(): pass\nt = threading.Thread(target=f)\nprint(t.is_alive())', 4, 7, '`.is_alive()`', 'join'),
  behind('lock = threading.Lock()\nwith lock as l:\n    pass', 3, 11, '`as`', 'with lock'),
  behind('lock = threading.RLock()\nprint(lock.locked())', 3, 7, '`RLock`', '`Lock`'),
  behind('lock = threading.Lock()\nlock.release(2)', 3, 1, '`Lock`', 'semaphores'),
  behind('lock = threading.Lock\nlock.acquire()', 2, 8, 'without being called', '`Lock(…)`'),
  behind('x = 3\nx.acquire()', 3, 1, 'a number', 'lock'),
  behind('def f(n):\n    return f(n - 1)\nf(3)', 2, 5, '`f` calls itself', 'loop'),
  behind('def f():\n    g()\ndef g():\n    f()\nf()', 2, 5, 'through `g`', 'loop'),
  behind('def f():\n    x = 1\n    def g():\n        print(x)\n    g()', 5, 15, 'belongs to the function around', 'argument'),
  behind('def f():\n    print(x)\n    global x\n    x = 1', 4, 12, 'behind the first use', 'top of the function'),
  behind('def f(a, b): pass\nf(1)', 3, 1, 'needs `b`', '`f(a, b)`'),
  behind('def f(a): pass\nf(1, 2)', 3, 1, 'one argument and is given 2', '`f(a)`'),
  behind('def f(a): pass\nf(b=1)', 3, 3, 'no parameter `b`', '`a`'),
  behind('f()\ndef f(): pass', 2, 1, 'above its `def`', 'up'),
  behind('def f(a, *b): pass', 2, 10, '`*`', 'name each'),
  behind('def f(a=[]): pass', 2, 9, 'no plain value', 'whole number'),
  behind('x = [1, 2]\nx.pop()', 3, 1, '`.pop()`', 'index'),
  behind('x = [1, 2]\nprint(x)', 3, 1, 'a list', 'one by one'),
  behind('x = [1]\ny = x + [2]', 3, 1, 'on lists', 'comprehension'),
  behind('x = [1, 2]\ny = x[0:1]', 3, 5, 'slice', '`name[i]`'),
  behind('a, b = 1, 2, 3', 2, 1, '3 values for 2', 'as many'),
  behind('x = [1, 2]\na, b = x', 3, 1, 'spread', 'as many'),
  behind('for i in range(0, 9, 0): pass', 2, 22, 'step', 'range(from, to, 2)'),
  behind('for i, j in range(3): pass', 2, 5, 'one value', 'one name'),
  behind('print = 3', 2, 7, '`=` is not expected here', 'check the spelling, the brackets and the indentation'),
  behind('threading = 3', 2, 1, 'already means', 'another name'),
  behind('def f(): pass\nf = 3', 2, 5, 'function and something else', 'own name'),
  behind('if True:\n    def f(): pass', 3, 9, 'inside another statement', 'outermost'),
  behind('return 3', 2, 1, 'outside a function', 'leave it out'),
  behind('break', 2, 1, 'outside a loop', 'leave it out'),
  behind('raise KeyError("x")', 2, 1, 'exception', 'RuntimeError'),
  behind('x = input()', 2, 5, '`input`', 'constant'),
  behind('x = time.time()', 2, 5, '`time.time`', 'timeline'),
  behind('x = 1\nx + 1', 3, 1, 'throws it away', 'assign'),
  behind('x = 1\nimport sys', 3, 1, 'top of the file', 'top'),
  behind('x = 300\ny = x is 300', 3, 1, 'same object', '`==`'),
  behind('x = "a" * 3', 2, 1, 'repeating text', 'write'),
  behind('x = "%d" % 3', 2, 1, '`%` on text', 'f-string'),
  behind('time.sleep()', 2, 1, 'seconds', 'time.sleep(0.1)'),
  behind('x = []\ndef f(): print(len(x))\nt = threading.Thread(target=f)\nt.start()\nx.append(1)', 6, 1, 'grows', 'before the first `start`'),
  behind('s = ""\ndef f():\n    global s\n    s = f"{1}"', 5, 5, 'several threads', 'number'),
  behind('x = 1\ndel x', 3, 1, '`del`', 'leave'),
  behind('assert (1, "x")', 2, 8, 'always true', 'without parentheses'),
  behind('def f():\n    nonlocal x', 3, 5, '`nonlocal`', '`global`'),
  behind('async def f(): pass', 2, 1, '`async def`', 'threads'),
  behind('x = (i for i in range(3))', 2, 5, 'generator', '`[`'),
  behind('x = []\ndef f(): x.append(1)\nt = threading.Thread(target=f)\nt.start()', 3, 10, 'grows', 'before the first `start`'),
  behind('[print(i) for i in range(3)]', 2, 1, 'thrown away', '`for`'),
  behind('x: Foo = 1', 2, 2, 'annotation', 'leave it out'),
  behind('x = y = z', 2, 9, '`z` is not defined', 'spelling')
]
