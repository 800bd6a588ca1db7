/**
 * Every text of the program, by language and namespace (i18next's resource form). Window,
 * native menu, command line and report read the same files.
 */
import enAlert from './en/alert.json' with { type: 'json' };
import enApp from './en/app.json' with { type: 'json' };
import enCli from './en/cli.json' with { type: 'json' };
import enDemo from './en/demo.json' with { type: 'json' };
import enLesson from './en/lesson.json' with { type: 'json' };
import enMenu from './en/menu.json' with { type: 'json' };
import enNotice from './en/notice.json' with { type: 'json' };
import enReason from './en/reason.json' with { type: 'json' };
import enReport from './en/report.json' with { type: 'json' };
import enRun from './en/run.json' with { type: 'json' };
import enRuns from './en/runs.json' with { type: 'json' };
import enVerdict from './en/verdict.json' with { type: 'json' };
import zhAlert from './zh/alert.json' with { type: 'json' };
import zhApp from './zh/app.json' with { type: 'json' };
import zhCli from './zh/cli.json' with { type: 'json' };
import zhDemo from './zh/demo.json' with { type: 'json' };
import zhLesson from './zh/lesson.json' with { type: 'json' };
import zhMenu from './zh/menu.json' with { type: 'json' };
import zhNotice from './zh/notice.json' with { type: 'json' };
import zhReason from './zh/reason.json' with { type: 'json' };
import zhReport from './zh/report.json' with { type: 'json' };
import zhRun from './zh/run.json' with { type: 'json' };
import zhRuns from './zh/runs.json' with { type: 'json' };
import zhVerdict from './zh/verdict.json' with { type: 'json' };

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

export const texts = {
  en: {
    alert: enAlert,
    app: enApp,
    cli: enCli,
    demo: enDemo,
    lesson: enLesson,
    menu: enMenu,
    notice: enNotice,
    reason: enReason,
    report: enReport,
    run: enRun,
    runs: enRuns,
    verdict: enVerdict,
  },
  zh: {
    alert: zhAlert,
    app: zhApp,
    cli: zhCli,
    demo: zhDemo,
    lesson: zhLesson,
    menu: zhMenu,
    notice: zhNotice,
    reason: zhReason,
    report: zhReport,
    run: zhRun,
    runs: zhRuns,
    verdict: zhVerdict,
  },
} as const;

/** @param tag a BCP 47 tag or a POSIX locale, as the system gives it: `zh-Hans-CN`, `zh_CN.UTF-8`. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
