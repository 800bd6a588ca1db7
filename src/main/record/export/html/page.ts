/**
 * One HTML file that needs nothing else: no script, no font, no address outside. It opens
 * offline in any browser, prints, and follows light and dark.
 */
import tokens from '../../../../shared/theme/tokens.css?raw';
import { html, type Insert, type Markup, trusted } from './markup';
import style from './page.css?raw';

export interface PageHead {
  readonly title: string;
  readonly subtitle: string;
  /** BCP 47. */
  readonly language: string;
  /** Version of Joinscope. */
  readonly version: string;
}

/** The whole file. */
export function pageOf({ title, subtitle, language, version }: PageHead, content: readonly Insert[]): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="generator" content="Joinscope ${version}" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title} · Joinscope</title>
        <style>
          ${trusted(tokens)} ${trusted(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="dim">${subtitle}</p>
        </header>
        <main>${content}</main>
        <footer class="dim">Joinscope ${version}</footer>
      </body>
    </html>`.text;
}

export function section(title: string, content: Insert): Markup {
  return html`<section>
    <h2>${title}</h2>
    ${content}
  </section>`;
}

export function tableOf(titles: readonly string[], rows: readonly (readonly Insert[])[]): Markup {
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${titles.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
