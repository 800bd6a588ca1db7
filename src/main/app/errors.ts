import type { ToldError } from '../../shared/outcome';

/** A message of a page, or a part of a page, that this program did not open. */
export class UntrustedSenderError extends Error {
  override readonly name = 'UntrustedSenderError';

  constructor(channel: string, url: string) {
    super(`Expected ${channel} from the program's own page, found ${url}.`);
  }
}

/** A page called with arguments that the contract forbids. */
export class InvalidArgumentsError extends Error {
  override readonly name = 'InvalidArgumentsError';
}

/** A page named a run that is not held. */
export class UnknownRunError extends Error implements ToldError {
  override readonly name = 'UnknownRunError';
  readonly id = 'unknown-run';
  readonly values: { readonly runId: string };

  constructor(runId: string) {
    super(`Expected a run that is open, found none with the id ${runId}.`);
    this.values = { runId };
  }
}

/** A run was to be closed that has not ended. */
export class RunStillRunningError extends Error implements ToldError {
  override readonly name = 'RunStillRunningError';
  readonly id = 'still-running';
  readonly values: { readonly title: string };

  constructor(title: string) {
    super(`Expected a run that has ended, found “${title}” still running: stop it first.`);
    this.values = { title };
  }
}
