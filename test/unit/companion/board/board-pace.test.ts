import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { BoardFile } from '../../../../src/main/companion/board/board-file';
import { BoardPace } from '../../../../src/main/companion/board/board-pace';

/** A board that nobody uses yet, and how often it was looked at. */
function boardOf({ isClaimed = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-board-'));
  const board = new BoardFile(folder);
  const claim = (): void => appendFileSync(join(folder, 'waits.next'), '.');
  if (isClaimed) claim();
  const asked = vi.fn(() => board.read() !== undefined);
  const look = vi.fn();
  const pace = new BoardPace({ folder, isUsed: asked, look });
  onTestFinished(() => {
    pace.close();
    board.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, claim, asked, look };
}

describe('BoardPace', () => {
  it.runIf(process.platform === 'linux')('looks from when the first record is claimed, and not before', async () => {
    const { folder, claim, asked, look } = boardOf();
    // What else happens there is asked about, and no reason to look.
    writeFileSync(join(folder, 'other'), '');
    await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(1));
    expect(look).not.toHaveBeenCalled();
    claim();
    await vi.waitFor(() => expect(look.mock.calls.length).toBeGreaterThan(2));
    const before = asked.mock.calls.length;
    claim();
    await vi.waitFor(() => expect(look.mock.calls.length).toBeGreaterThan(5));
    expect(asked.mock.calls.length).toBe(before);
  });

  it('looks at once at one that is used already', () => {
    expect(boardOf({ isClaimed: true }).look).toHaveBeenCalled();
  });
});
