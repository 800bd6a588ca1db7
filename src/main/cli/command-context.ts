import type { RunService } from '../runs/run-service';
import type { Texts } from './text/texts';

/** What every command works with. */
export interface CommandContext {
  readonly texts: Texts;
  /** Version of Joinscope. */
  readonly version: string;
  readonly service: RunService;
}
