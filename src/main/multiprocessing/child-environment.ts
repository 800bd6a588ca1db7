/**
 * Environment for a child.
 *
 * It is the parent's, NODE_OPTIONS included: heap limits and loaders that a person set for a
 * program are meant for its workers too. NODE_EXTRA_CA_CERTS is left out: reading it costs
 * each start of Node 90 ms (2-core VM, Node 20.20, November 2026), and few workers speak
 * TLS; one that does gets it back through `additions`.
 */
export function childEnvironment(own: NodeJS.ProcessEnv, additions: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const runAsNode = 'electron' in process.versions ? { ELECTRON_RUN_AS_NODE: '1' } : {};
  return Object.fromEntries(
    Object.entries({ ...own, NODE_EXTRA_CA_CERTS: undefined, ...runAsNode, ...additions }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/** Options of Node itself that say what to run, or open a debugger on a port that the parent holds. */
const NOT_FOR_CHILDREN =
  /^(-e|--eval|-p|-pe|--print|-i|--interactive|-c|--check|--test|--watch|--inspect|--inspect-brk|--inspect-port|--input-type)(=|$)/;
/** Those of them whose value is the next argument. */
const TAKES_VALUE = /^(-e|--eval|-p|-pe|--print|--inspect-port|--input-type)$/;

/** Options of Node that a child takes over: loaders, conditions, limits. */
export function childExecArgv(own: readonly string[]): readonly string[] {
  return own.filter((option, index) => !NOT_FOR_CHILDREN.test(option) && !TAKES_VALUE.test(own[index - 1] ?? ''));
}

/** The program that runs a child: this one, which is Node, or Electron as Node. */
export function runtimePath(): string {
  // Electron's own executable of an app on macOS shows each child in the Dock; its helper does not.
  const { helperExecPath = '' } = process as { helperExecPath?: string };
  // Electron that runs as Node has the field, and nothing in it.
  return helperExecPath === '' ? process.execPath : helperExecPath;
}
