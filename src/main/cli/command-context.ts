import type { RunService } from '../runs/run-service';
import type { Texts } from './text/texts';

/** What every command works with. */
export interface CommandContext {
  /** Loaded when something is to be said: a run that goes well says nothing before its end. */
  readonly texts: () => Promise<Texts>;
  /** Version of Joinscope. */
  readonly version: string;
  readonly service: RunService;
}
