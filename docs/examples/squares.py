"""A pool that does its work, and three children that end each in its own way."""

import multiprocessing
import sys
import time


def square(number):
    time.sleep(0.02)
    return number * number


def fail():
    raise ValueError("bad input")


def leave():
    sys.exit(3)


def wait():
    time.sleep(60)


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(sum(pool.map(square, range(10))))
        pool.close()
        pool.join()
    children = [multiprocessing.Process(target=work, name=work.__name__) for work in (fail, leave, wait)]
    for child in children:
        child.start()
    time.sleep(0.5)
    children[2].terminate()
    for child in children:
        child.join()
