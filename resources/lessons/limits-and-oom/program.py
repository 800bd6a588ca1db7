import multiprocessing, os, signal, subprocess, time

def killed():
    os.kill(os.getpid(), signal.SIGKILL)

def hungry():
    bytearray(2 ** 62)

def starved(group):
    try:
        with open(group + '/cgroup.procs', 'w') as members:
            members.write(str(os.getpid()))
    except OSError:
        return print('starved: no memory group can be had here')
    held = []
    while True:
        held.append(bytearray(1 << 20))

# A control group with 64 MB, of version 2 or 1; None where this user may make none.
def small_group():
    me = os.getuid()
    mine = f'/sys/fs/cgroup/user.slice/user-{me}.slice/user@{me}.service'
    for parent in ('/sys/fs/cgroup/memory', mine, '/sys/fs/cgroup'):
        group = f'{parent}/lesson-{os.getpid()}'
        try:
            os.mkdir(group)
        except OSError:
            continue
        is_limited = limit(group, 'memory.max', 'memory.swap.max', '0')
        if is_limited or limit(group, 'memory.limit_in_bytes', 'memory.memsw.limit_in_bytes', '64M'):
            return group
        os.rmdir(group)

def limit(group, memory, swap, no_swap):
    if not os.path.exists(f'{group}/{memory}'):
        return False
    open(f'{group}/{memory}', 'w').write('64M')
    if os.path.exists(f'{group}/{swap}'):
        open(f'{group}/{swap}', 'w').write(no_swap)
    return True

def show(target, *args):
    child = multiprocessing.Process(target=target, args=args, name=target.__name__)
    child.start()
    child.join()
    print(child.name + ': exit code', child.exitcode)

if __name__ == '__main__':
    show(killed)
    show(hungry)
    group = small_group()
    if group is None:
        print('starved: no memory group can be had here')
    else:
        show(starved, group)
        time.sleep(0.2)
        os.rmdir(group)
    loop = 'ulimit -S -t 1; while :; do :; done'
    print('limited: signal', -subprocess.run(['sh', '-c', loop]).returncode)
