import multiprocessing, os

def write(name, is_polite):
    log = open(name + '.log', 'w')
    log.write('hello')
    if is_polite:
        log.close()
    os._exit(0)

if __name__ == '__main__':
    for name in ('hasty', 'polite'):
        child = multiprocessing.Process(target=write, args=(name, name == 'polite'), name=name)
        child.start()
        child.join()
        text = open(name + '.log').read() if os.path.exists(name + '.log') else ''
        print(name, 'wrote:', text or 'nothing')
