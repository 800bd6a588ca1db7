import type { CompanionReport, CompanionRequest } from '../../../src/main/companion/protocol';
import type { CompanionPort } from '../../../src/main/runs/fork-companion';

/** A companion that a test speaks for. */
export class FakeCompanion implements CompanionPort {
  readonly requests: CompanionRequest[] = [];
  isKilled = false;
  report: (report: CompanionReport) => void = () => undefined;
  end: (remark: string) => void = () => undefined;

  send(request: CompanionRequest): void {
    this.requests.push(request);
  }

  onReport(listener: (report: CompanionReport) => void): void {
    this.report = listener;
  }

  onEnd(listener: (remark: string) => void): void {
    this.end = listener;
  }

  kill(): void {
    this.isKilled = true;
    this.end('SIGKILL');
  }
}
