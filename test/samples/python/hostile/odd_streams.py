import io
import sys
from contextlib import redirect_stdout

print("out")
print("err", file=sys.stderr)
with redirect_stdout(io.StringIO()) as kept:
    print("kept")
print(kept.getvalue().strip(), end="\n\n")
sys.stdout.write("begun ")
sys.stdout.write("and ended\n")
sys.stdout.buffer.write("bytes äö\n".encode(sys.stdout.encoding or "utf-8"))
sys.stdout.writelines(["a\n", "b\n"])
sys.__stdout__.flush()
print("no newline", end="")
