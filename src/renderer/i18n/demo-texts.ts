import type { TFunction } from 'i18next';

export interface DemoTexts {
  readonly title: string;
  readonly description: string;
}

/** A demo's words. One that this version does not know, from a foreign recording, goes by its name. */
export function demoTextsOf(t: TFunction<['app', 'demo']>, name: string): DemoTexts {
  // The names come from outside, so the keys cannot be checked by the compiler.
  const textOf = (key: string, defaultValue: string): string => t(key as never, { defaultValue });
  return { title: textOf(`demo:${name}.title`, name), description: textOf(`demo:${name}.description`, '') };
}
