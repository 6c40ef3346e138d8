// A page to read, and to hang on a wall: nothing in it moves.
export const csr = false;
