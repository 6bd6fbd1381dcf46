import threading

exec("lock = threading.Lock()\nwith lock:\n    print('locked')")
exec(compile("threads = [threading.Thread(target=print, args=(n,)) for n in range(2)]\nfor t in threads:\n    t.start()\n    t.join()", "<made up>", "exec"))
eval("threading.Event()").set()
code = "def f():\n    with threading.Lock():\n        return 5\n"
space = {"threading": threading}
exec(code, space)
print(space["f"]())
