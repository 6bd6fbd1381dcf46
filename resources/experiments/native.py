"""Work in C that lets go of the GIL, or does not get the chance to: sha256, zlib, NumPy. Arguments: what, way, workers."""
import hashlib
import os
import sys
import zlib

from measure import measured, skip, ways

LARGE = 64 * 2 ** 20


def sha256_large(_, data=b'\x5a' * LARGE):
    return hashlib.sha256(data).digest()


def sha256_small(_):
    # a piece below 2,048 bytes is hashed with the GIL held
    for _ in range(60000):
        hashlib.sha256(b'\x5a' * 512).digest()


def zlib_large(_, data=os.urandom(2 ** 20) * 3):
    return len(zlib.compress(data, 6))


def numpy_product():
    # its own threads would do what the experiment is about
    for name in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS'):
        os.environ[name] = '1'
    try:
        import numpy
    except ImportError:
        skip('this Python has no NumPy')
    left = numpy.ones((700, 700))
    return lambda _: left @ left


if __name__ == '__main__':
    what, way, workers = sys.argv[1], sys.argv[2], int(sys.argv[3])
    act = numpy_product() if what == 'numpy' else {'sha256': sha256_large, 'pieces': sha256_small, 'zlib': zlib_large}[what]
    measured(lambda: ways[way](workers, act, list(range(4))))
