// The frames of the sync socket that are ours and not y-protocols'. Their form and rules:
// server/sync/PROTOCOL.md.

/** First byte of a frame. y-protocols has 0 to 3. */
export const ownFrame = { saved: 100, beat: 101, still: 102, flushed: 103, refused: 104 } as const;

/** The longest update the table takes, in bytes. A longer one is never sent. */
export const longestUpdate = 256 * 1024;
