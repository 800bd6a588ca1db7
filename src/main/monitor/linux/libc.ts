/**
 * The calls of libc that Node does not offer, through koffi (no build step, no root).
 *
 * Loaded on first use: the library takes a few milliseconds that only a watcher needs.
 */
import { createRequire } from 'node:module';
import type koffiPackage from 'koffi';
import type { LibraryHandle } from 'koffi';

const SOL_SOCKET = 1;
const SO_ATTACH_FILTER = 26;

export interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  bind(fd: number, address: Buffer, length: number): number;
  setsockopt(fd: number, level: number, name: number, value: Buffer, length: number): number;
  /** getsockopt(2); `length` holds that of `value`, an int. */
  getsockopt(fd: number, option: { readonly level: number; readonly name: number }, value: Buffer): number;
  /** setsockopt(2) with SO_ATTACH_FILTER: a program of classic BPF, 8 bytes an instruction. */
  attachFilter(fd: number, program: Buffer): number;
  /** send(2). */
  send(fd: number, data: Buffer, length: number, flags: number): number;
  /** recv(2). */
  recv(fd: number, data: Buffer, length: number, flags: number): number;
  /** recvmsg(2) of one buffer of data and one of control messages. */
  recvmsg(fd: number, message: { readonly data: Buffer; readonly control: Buffer }, flags: number): number;
  /** socketpair(2); `pair` takes two ints. */
  socketpair(domain: number, type: number, protocol: number, pair: Buffer): number;
  /** pipe2(2); `pair` takes two ints, the end to read from first. */
  pipe2(pair: Buffer, flags: number): number;
  /** pread(2). */
  pread(fd: number, data: Buffer, length: number, offset: number): number;
  shutdown(fd: number, how: number): number;
  /** ioctl(2) with a buffer that it fills or reads. */
  ioctl(fd: number, request: number, data: Buffer): number;
  /** ioctl(2) with a plain number. */
  ioctlNumber(fd: number, request: number, value: number): number;
  close(fd: number): number;
  eventfd(initial: number, flags: number): number;
  write(fd: number, data: Buffer, length: number): number;
  /** poll(2) on a thread of the pool, so that the event loop goes on. */
  poll(fds: Buffer, count: number, timeout: number): Promise<number>;
  /** clock_gettime(2), of a clock of any process as well. */
  clockGettime(clock: number, time: Buffer): number;
  /** sigaction(2); either of the two structures may be left out. */
  sigaction(signal: number, action: Buffer | null, before: Buffer | null): number;
  /** errno of the last call that was not asynchronous. */
  errno(): number;
}

let loaded: Libc | undefined;

/** @throws {Error} when the native part of koffi is missing or refuses to load. */
export function loadLibc(): Libc {
  loaded ??= open();
  return loaded;
}

function open(): Libc {
  // By require: as a module it takes twice as long, 20 ms of the start of every run.
  const koffi = createRequire(import.meta.url)('koffi') as typeof koffiPackage;
  const library = koffi.load(null);
  const iovec = koffi.struct({ base: 'void *', length: 'size_t' });
  const msghdr = koffi.struct({
    name: 'void *',
    nameLength: 'uint32_t',
    iov: koffi.pointer(iovec),
    iovLength: 'size_t',
    control: 'void *',
    controlLength: 'size_t',
    flags: 'int',
  });
  const recvmsg = library.func('recvmsg', 'intptr_t', ['int', koffi.pointer(msghdr), 'int']);
  return {
    getsockopt: optionGetter(library),
    attachFilter: filterSetter(koffi, library),
    socket: library.func('int socket(int domain, int type, int protocol)') as Libc['socket'],
    bind: library.func('int bind(int fd, void *address, uint32_t length)') as Libc['bind'],
    setsockopt: library.func(
      'int setsockopt(int fd, int level, int name, void *value, uint32_t length)',
    ) as Libc['setsockopt'],
    send: library.func('intptr_t send(int fd, void *data, size_t length, int flags)') as Libc['send'],
    recv: library.func('intptr_t recv(int fd, void *data, size_t length, int flags)') as Libc['recv'],
    recvmsg: (fd, { data, control }, flags) => {
      const iov = { base: data, length: data.length };
      const header = { name: null, nameLength: 0, iov, iovLength: 1, control, controlLength: control.length, flags: 0 };
      return recvmsg(fd, header, flags) as number;
    },
    socketpair: library.func('int socketpair(int domain, int type, int protocol, void *pair)') as Libc['socketpair'],
    pipe2: library.func('int pipe2(void *pair, int flags)') as Libc['pipe2'],
    pread: library.func('intptr_t pread(int fd, void *data, size_t length, int64_t offset)') as Libc['pread'],
    shutdown: library.func('int shutdown(int fd, int how)') as Libc['shutdown'],
    ioctl: library.func('int ioctl(int fd, unsigned long request, void *data)') as Libc['ioctl'],
    ioctlNumber: library.func('int ioctl(int fd, unsigned long request, long value)') as Libc['ioctlNumber'],
    close: library.func('int close(int fd)') as Libc['close'],
    eventfd: library.func('int eventfd(unsigned int initial, int flags)') as Libc['eventfd'],
    write: library.func('intptr_t write(int fd, void *data, size_t length)') as Libc['write'],
    clockGettime: library.func('int clock_gettime(int clock, void *time)') as Libc['clockGettime'],
    sigaction: library.func('int sigaction(int signal, void *action, void *before)') as Libc['sigaction'],
    poll: poller(library),
    errno: () => koffi.errno(),
  };
}

function filterSetter(koffi: typeof koffiPackage, library: LibraryHandle): Libc['attachFilter'] {
  const fprog = koffi.struct({ length: 'uint16_t', program: 'void *' });
  const set = library.func('setsockopt', 'int', ['int', 'int', 'int', koffi.pointer(fprog), 'uint32_t']);
  const size = koffi.sizeof(fprog);
  return (fd, program) =>
    set(fd, SOL_SOCKET, SO_ATTACH_FILTER, { length: program.length / 8, program }, size) as number;
}

function optionGetter(library: LibraryHandle): Libc['getsockopt'] {
  const get = library.func('int getsockopt(int fd, int level, int name, void *value, void *length)');
  return (fd, { level, name }, value) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(value.length);
    return get(fd, level, name, value, length) as number;
  };
}

function poller(library: LibraryHandle): Libc['poll'] {
  const poll = library.func('int poll(void *fds, unsigned long count, int timeout)');
  return (fds, count, timeout) =>
    new Promise((resolve, reject) => {
      poll.async(fds, count, timeout, (error: Error | null, result: number) =>
        error === null ? resolve(result) : reject(error),
      );
    });
}
