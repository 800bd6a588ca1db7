import type { Bytes, MonotonicMilliseconds, Pid } from '../../../shared/units';
import { openConnector } from './connector-socket';
import { doorbellFilter, MOST_GROUPS } from './doorbell-filter';
import type { Libc } from './libc';

const MSG_DONTWAIT = 0x40;

/** Wake-ups in a row for nothing but others, after which it is worth while. */
const IN_VAIN = 8;
/** New filters within a second, after which it is not. */
const RESTLESS = 20;

/** What the kernel gives an ordinary user holds 500 events; that 300 of others come and none of them rings is one chance in 10 000. */
const LEAST_ROOM: Bytes = 256 * 1024;

/**
 * A second socket of the process connector that wakes us only for processes of ours.
 *
 * On a busy machine most events are of others, and to wake up for each is most of what watching
 * costs. The first socket still gets them all, in order; it is read when this one rings. A filter
 * in the kernel lets events of the processes pass that are followed, and one of many others, so
 * that the first never fills up unseen.
 *
 * Nothing is missed: a child that was born meanwhile is known when the first socket has been read;
 * its filter is set, and the socket read once more.
 */
export class Doorbell {
  readonly #libc: Libc;
  readonly #clock: () => MonotonicMilliseconds;
  #fd = -1;
  #inVain = 0;
  #changes = 0;
  #countedFrom: MonotonicMilliseconds = 0;
  #isRefused: boolean;

  /** @param options `room`: how much the first socket holds. */
  constructor(libc: Libc, { clock, room }: { readonly clock: () => MonotonicMilliseconds; readonly room: Bytes }) {
    this.#libc = libc;
    this.#clock = clock;
    this.#isRefused = room < LEAST_ROOM;
  }

  /** The socket to wait for; `undefined` where the first one is to be waited for. */
  get fd(): number | undefined {
    return this.#fd === -1 ? undefined : this.#fd;
  }

  /** Takes away what rang. Before the first socket is read, so that what comes meanwhile rings again. */
  silence(): void {
    if (this.#fd === -1) return;
    const byte = Buffer.alloc(1);
    // An overflow (ENOBUFS) is an error as well, and no loss: the socket after it is empty, or rings.
    while (this.#libc.recv(this.#fd, byte, 1, MSG_DONTWAIT) >= 0);
  }

  /**
   * After the first socket was read.
   *
   * @param news whether there was anything of the followed in it, and whether one of them is new.
   * @returns whether it has to be read once more.
   */
  adjust(
    followed: ReadonlySet<Pid>,
    { hadOurs, hadNew }: { readonly hadOurs: boolean; readonly hadNew: boolean },
  ): boolean {
    if (this.#fd === -1) {
      this.#inVain = hadOurs ? 0 : this.#inVain + 1;
      return this.#inVain >= IN_VAIN && this.#install(followed);
    }
    return hadNew && this.refit(followed);
  }

  /** @returns as {@link Doorbell.adjust}. */
  refit(followed: ReadonlySet<Pid>): boolean {
    if (this.#fd === -1) return false;
    if (this.#clock() - this.#countedFrom > 1000) {
      this.#countedFrom = this.#clock();
      this.#changes = 0;
    }
    this.#changes += 1;
    if (this.#changes > RESTLESS || !this.#setFilter(this.#fd, followed)) this.close();
    return true;
  }

  close(): void {
    if (this.#fd !== -1) this.#libc.close(this.#fd);
    this.#fd = -1;
    this.#inVain = 0;
  }

  #install(followed: ReadonlySet<Pid>): boolean {
    this.#inVain = 0;
    if (this.#isRefused || followed.size > MOST_GROUPS) return false;
    try {
      this.#fd = openConnector(this.#libc, {
        prepare: (fd) => {
          if (!this.#setFilter(fd, followed)) throw new Error('The kernel takes no filter');
        },
      });
      return true;
    } catch {
      this.#isRefused = true;
      return false;
    }
  }

  #setFilter(fd: number, followed: ReadonlySet<Pid>): boolean {
    return followed.size <= MOST_GROUPS && this.#libc.attachFilter(fd, doorbellFilter([...followed])) === 0;
  }
}
