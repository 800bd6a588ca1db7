/**
 * Variables that are ours or Electron's and must not reach a user's program: with
 * ELECTRON_RUN_AS_NODE a user's own Electron app would start as Node, with NODE_CHANNEL_FD a
 * Node program would take a descriptor of ours for its parent's channel.
 */
const PRIVATE = /^(ELECTRON_|CHROME_|NODE_CHANNEL_|JOINSCOPE_)/;

type Environment = Readonly<Record<string, string>>;

/** The environment of a command: the user's, less what is private to us, plus what was added. */
export function commandEnvironment(from: NodeJS.ProcessEnv, additions: Environment): Environment {
  const kept = Object.entries(from).flatMap(([key, value]) =>
    value === undefined || PRIVATE.test(key) ? [] : [[key, value] as const],
  );
  return { ...Object.fromEntries(kept), ...additions };
}
