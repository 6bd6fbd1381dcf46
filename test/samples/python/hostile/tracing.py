"""Traces and profiles itself, as debuggers and coverage tools do, with a tracer that fails as well."""
import sys
import threading

seen = []
calls = []
lock = threading.Lock()


def own(frame, event, _):
    if frame.f_code.co_filename == __file__:
        seen.append((frame.f_code.co_name, event))
        return own
    return None


def profile(frame, event, _):
    if event == "call" and frame.f_code.co_filename == __file__:
        calls.append(frame.f_code.co_name)


def everything(*_):
    return everything


def broken(*_):
    raise RuntimeError("the tracer breaks")


def work():
    with lock:
        result = 1
    return result


def trace(function):
    threading.settrace(function)
    sys.settrace(function)


trace(own)
thread = threading.Thread(target=work)
thread.start()
thread.join()
work()
trace(None)
print(len(seen), seen)
sys.setprofile(profile)
work()
sys.setprofile(None)
print(calls)
trace(everything)
thread = threading.Thread(target=work)
thread.start()
thread.join()
trace(None)
sys.settrace(broken)
try:
    work()
except RuntimeError as error:
    print(error, sys.gettrace())
