/** A document as text, as the bundler puts it into the page. */
declare module '*.md?raw' {
  const text: string;
  export { text as default };
}
