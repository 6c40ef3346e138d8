// The wire revision. A page of another revision is told to load itself again; nothing typed is lost.
// 1: first.
// 2: a mark names the words it was given for.

export const wireRevision = 2;
