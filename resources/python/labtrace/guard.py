"""The program ends when the lab does.

The lab holds the other end of an inherited descriptor and never writes to it. On Linux the kernel itself is asked to kill the whole process group when that
end closes: no thread, no handler, and it works while every thread is stuck. Elsewhere a thread below the level of `threading` waits for it.
"""
import os
import signal
import _thread


def _kill_group():
    if hasattr(os, 'killpg'):
        os.killpg(os.getpgid(0), signal.SIGKILL)
    os._exit(1)


def _by_kernel(descriptor):
    import fcntl
    import select
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, -os.getpgid(0))
    fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([descriptor], [], [], 0)[0]:  # it closed before we asked
        _kill_group()


def _by_thread(descriptor):
    def wait():
        try:
            while os.read(descriptor, 1):
                pass
        except OSError:
            return
        _kill_group()

    os.set_blocking(descriptor, True)
    _thread.start_new_thread(wait, ())


def install(descriptor):
    """Watches the descriptor, out of the way of the low numbers that a program may look at."""
    try:
        import fcntl
        high = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 200)
        os.close(descriptor)
        descriptor = high
        _by_kernel(descriptor)
    except (ImportError, AttributeError, OSError):
        _by_thread(descriptor)
