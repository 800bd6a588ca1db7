/** How much is kept of the recordings where nobody chose otherwise: how many, bytes of all together, and of one. */
export const defaultKeeping = { recordings: 100, size: 2_000_000_000, recordingSize: 1_000_000_000 } as const;
