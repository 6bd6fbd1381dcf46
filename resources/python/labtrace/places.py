"""Where in the program something happens."""
import os

STDLIB = os.path.dirname(os.__file__) + os.sep
_PACKAGES = (os.path.join(STDLIB, 'site-packages') + os.sep, os.path.join(STDLIB, 'dist-packages') + os.sep)
_OWN = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep

program = ''  # the file whose lines are meant


def is_foreign(filename):
    """Whether a file belongs to Python itself or to the tracer. What such code makes for itself is not the program's business."""
    if filename.startswith('<frozen ') or filename.startswith(_OWN):
        return True
    return filename.startswith(STDLIB) and not filename.startswith(_PACKAGES)


def is_own(filename):
    """Whether a file belongs to the tracer."""
    return filename.startswith(_OWN)


_foreign = {}


def is_made_inside(frame):
    """`is_foreign` for the frame's code, remembered."""
    filename = frame.f_code.co_filename
    known = _foreign.get(filename)
    if known is None:
        known = _foreign[filename] = is_foreign(filename)
    return known


def line_at(frame):
    """The program's line that is at work in this frame or, where other files are, in its callers; 0 when there is none."""
    while frame is not None:
        if frame.f_code.co_filename == program:
            return frame.f_lineno
        frame = frame.f_back
    return 0


def line_of(traceback):
    """The innermost line of the program in a traceback; 0 when there is none."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == program:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
