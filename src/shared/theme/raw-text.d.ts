/** A style sheet as text, as the bundler puts it into a report. */
declare module '*.css?raw' {
  const text: string;
  export { text as default };
}
