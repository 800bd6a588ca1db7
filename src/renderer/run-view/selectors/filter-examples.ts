/** One filter of each kind, for the help; `id` is a key below `filter.example.` of the texts. */
export const filterExamples = [
  { id: 'word', text: 'worker' },
  { id: 'not', text: '-worker' },
  { id: 'phrase', text: '"two words"' },
  { id: 'column', text: 'name:worker' },
  { id: 'more', text: 'cpu>50' },
  { id: 'size', text: 'rss>=100MB' },
  { id: 'time', text: 'time<2s' },
  { id: 'cause', text: 'cause:crash' },
  { id: 'exit', text: 'exit:error' },
  { id: 'alive', text: 'exit:none' },
  { id: 'status', text: 'exit:SIGKILL' },
  { id: 'all', text: 'cpu>50 name:worker' },
] as const;
