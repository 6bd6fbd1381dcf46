"""A C extension that keeps the GIL, and the same one that lets go of it. Arguments: keep or release, way, workers."""
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile

from measure import measured, skip, ways

SOURCE = r'''
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static unsigned long grind(unsigned long rounds) {
    unsigned long x = 88172645463325252UL;
    for (unsigned long i = 0; i < rounds; i++) { x ^= x << 13; x ^= x >> 7; x ^= x << 17; }
    return x;
}

static PyObject *keep(PyObject *self, PyObject *rounds) {
    return PyLong_FromUnsignedLong(grind(PyLong_AsUnsignedLong(rounds)));
}

static PyObject *release(PyObject *self, PyObject *rounds) {
    unsigned long count = PyLong_AsUnsignedLong(rounds), x;
    Py_BEGIN_ALLOW_THREADS
    x = grind(count);
    Py_END_ALLOW_THREADS
    return PyLong_FromUnsignedLong(x);
}

static PyMethodDef methods[] = {{"keep", keep, METH_O, ""}, {"release", release, METH_O, ""}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "grinder", "", -1, methods};
PyMODINIT_FUNC PyInit_grinder(void) { return PyModule_Create(&module); }
'''


def built(folder):
    compiler = next((name for name in ('cc', 'gcc', 'clang') if shutil.which(name)), None)
    if compiler is None or os.name == 'nt':
        skip('there is no C compiler here')
    include = sysconfig.get_paths()['include']
    if not os.path.exists(os.path.join(include, 'Python.h')):
        skip('the header files of this Python are not installed')
    source, target = os.path.join(folder, 'grinder.c'), os.path.join(folder, 'grinder' + sysconfig.get_config_var('EXT_SUFFIX'))
    with open(source, 'w') as file:
        file.write(SOURCE)
    undefined = ['-undefined', 'dynamic_lookup'] if sys.platform == 'darwin' else []
    made = subprocess.run([compiler, '-O2', '-shared', '-fPIC', '-I' + include, source, '-o', target] + undefined, stderr=subprocess.PIPE)
    if made.returncode != 0:
        skip('the C compiler could not build the extension')
    sys.path.insert(0, folder)
    import grinder
    return grinder


if __name__ == '__main__':
    what, way, workers = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        grind = getattr(built(folder), what)
        measured(lambda: ways[way](workers, lambda _: grind(80000000), list(range(4))))
