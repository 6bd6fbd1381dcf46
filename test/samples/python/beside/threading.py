NAME = "mine"


def _shutdown():
    pass
