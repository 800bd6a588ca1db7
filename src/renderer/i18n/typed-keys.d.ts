import type { texts } from '../../shared/locales';

declare module 'i18next' {
  /** A key that no locale file has is a compile error. */
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: (typeof texts)['en'];
  }
}
