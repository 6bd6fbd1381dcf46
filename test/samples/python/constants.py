import sys

N = 3
NAME: str = "nobody"
print(N * 2, NAME, __name__, sys.argv[1:], sys.argv[0] == __file__)
