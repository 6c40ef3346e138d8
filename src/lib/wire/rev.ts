// The wire revision. A page of another revision is told to load itself again; nothing typed is lost.
// 1: first.
// 2: a mark names the words it was given for.
// 3: leading is handed over, a circle is broken off and taken up, a minute is silent; more kinds of shared
//    words, and whose yes a *vraag aan* needs; besloten tijd.
//    What a circle asks, and in which tone, is told anew when it changes.
// 4: who is asked for an answer is a list that changes; an answer speaks of one part.
//    What the school may read in other words.
// 5: a key that joins may be a passkey's.

export const wireRevision = 5;
