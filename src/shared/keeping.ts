/** How much is kept of the recordings where nobody chose otherwise: how many, and bytes of all together. */
export const defaultKeeping = { recordings: 100, size: 2_000_000_000 } as const;
