import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds, grave or not, as rule and element. */
export async function faultsOf(page: Page, theme: 'light' | 'dark'): Promise<readonly string[]> {
  await atRest(page);
  // Legacy mode: the other one opens a page of its own, which this program refuses.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  // The themes differ in colours alone.
  const { violations } = await (theme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Nothing fades in or out, as a tooltip under the pointer does: half a colour has half a contrast. */
async function atRest(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await page.evaluate(async () => {
    const fading = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
}
