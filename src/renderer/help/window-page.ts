import type { Language } from '../../shared/locales';

/** What `docs/window.md` says, without its title; loaded when somebody reads it. */
export async function loadWindowPage(language: Language): Promise<string> {
  const { default: page } =
    language === 'zh' ? await import('../../../docs/window.zh.md?raw') : await import('../../../docs/window.md?raw');
  return page.replace(/^# .*\n/, '');
}
