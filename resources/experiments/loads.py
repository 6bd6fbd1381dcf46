"""A beam under four load cases, solved one by one and by pools. Arguments: how (serial, threads, processes, pickled), workers."""
import sys

from measure import measured

POINTS = 4000
ROUNDS = 60


def deflection(load):
    """The greatest deflection of a simply supported beam under a point load, by Gauss-Seidel sweeps over the bending moments' equation."""
    place, force = load[:2]
    step = 1.0 / POINTS
    bend = [0.0] * (POINTS + 1)
    moment = [force * (x * step * (1 - place) if x * step < place else place * (1 - x * step)) for x in range(POINTS + 1)]
    for _ in range(ROUNDS):
        for x in range(1, POINTS):
            bend[x] = (bend[x - 1] + bend[x + 1] + moment[x] * step * step) / 2
    return max(bend)


def cases(payload):
    return [(place, 1000.0, payload) for place in (0.2, 0.4, 0.5, 0.7)]


def solve(how, workers):
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
    loads = cases(list(range(1500000)) if how == 'pickled' else None)
    if how == 'serial':
        return list(map(deflection, loads))
    pool = ThreadPoolExecutor if how == 'threads' else ProcessPoolExecutor
    with pool(workers) as executor:
        return list(executor.map(deflection, loads))


if __name__ == '__main__':
    measured(lambda: {'largest': max(solve(sys.argv[1], int(sys.argv[2])))})
