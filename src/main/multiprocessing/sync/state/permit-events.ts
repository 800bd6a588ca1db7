import type { ClientId, RequestId } from './client';

interface Of {
  readonly client: ClientId;
}
interface Asked extends Of {
  readonly request: RequestId;
}

export type PermitEvent =
  /** One more acquire of the client waits. */
  | ({ readonly type: 'want' } & Of)
  | ({ readonly type: 'unwant' } & Of)
  /** A permit if there is one now. */
  | ({ readonly type: 'poll' } & Asked)
  /** So many permits are not used. */
  | ({ readonly type: 'back'; readonly count: number } & Of)
  /** Answer to `recall`, after what was not used came back: the rest is in use. */
  | ({ readonly type: 'in-use' } & Of)
  /** A release by a client that acquired nothing. */
  | ({ readonly type: 'add' } & Asked)
  /** Answer to `disown`. */
  | ({ readonly type: 'disowned'; readonly wasUsed: boolean } & Of)
  /** `break` of the lock: whoever says it vouches for what the lock guards. */
  | ({ readonly type: 'mend' } & Asked)
  /** The client ended. */
  | ({ readonly type: 'leave'; readonly used: number } & Of);

export type PermitInstruction =
  | ({ readonly type: 'grant' } & Of)
  | ({ readonly type: 'polled'; readonly isServed: boolean } & Asked)
  /** Others wait: give back what is not used, now and at each release. */
  | ({ readonly type: 'recall' } & Of)
  /** Another client released a permit that this one may be using. */
  | ({ readonly type: 'disown' } & Of)
  | ({ readonly type: 'added'; readonly isRight: boolean } & Asked)
  | ({ readonly type: 'mended'; readonly wasBroken: boolean } & Asked)
  /** The holder died: all acquires of the client that wait fail. */
  | ({ readonly type: 'refused' } & Of);
