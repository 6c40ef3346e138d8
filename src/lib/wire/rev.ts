// The wire revision. A page of another revision is told to load itself again; nothing typed is lost.
// 1: first.

export const wireRevision = 1;
