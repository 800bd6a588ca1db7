/** What the workers of every side do. Each takes one argument: that is what all sides can carry. */
export const square = (x) => x * x;
export const echo = (value) => value;
export const pid = () => process.pid;
export { burn } from './burn.mjs';
