/** What is said between a client and the home of a resource. One byte on the wire. */
export const OP = {
  /** First of all: the token of the home, the client's pid, where it leaves its traces. */
  hello: 1,
  /** Answers to requests, by their number. */
  answer: 2,
  refusal: 3,
  /** The client uses the resource from now on. */
  attach: 4,
  /** Where the home finds what the client says and has not written: `link/journal-layout.ts`. */
  journal: 6,
  /** A request that waits is given up. */
  withdraw: 5,

  put: 10,
  getsWait: 11,
  pollItem: 13,
  took: 14,
  itemsBack: 15,
  putsWait: 16,
  pollPlace: 18,
  placesBack: 19,
  close: 20,
  closeKnown: 21,
  taskDone: 22,
  join: 23,
  size: 24,
  isFull: 25,
  deliver: 30,
  recallItems: 31,
  grantPlaces: 32,
  recallPlaces: 33,
  closed: 34,
  drained: 35,

  /** `count`: milliseconds after which it gives up, 0 for never. */
  want: 40,
  unwant: 41,
  poll: 42,
  back: 43,
  inUse: 44,
  add: 45,
  disowned: 46,
  mend: 47,
  value: 48,
  grant: 50,
  recall: 51,
  disown: 52,
  refused: 53,

  wait: 60,
  set: 61,
  clear: 62,
  isSet: 63,
  notify: 64,
  abort: 65,
  reset: 66,
  state: 67,
  /** A notification arrived, and the client has the lock again. */
  heard: 68,

  call: 70,

  /** The client holds it from now on; counts the ticket that it came with, 0 for none. */
  claim: 80,
  /** A reference is on its way, with the ticket that is counted. */
  lend: 81,
  /** The reference with this ticket will not arrive. */
  lapse: 82,
  letGo: 83,
} as const;

export type Operation = (typeof OP)[keyof typeof OP];
