// One after another for the same key, in the order it was asked; for other keys nothing waits, and work that fails
// holds up nobody.

export type InTurn<Key> = <T>(key: Key, work: () => Promise<T>) => Promise<T>;

/** Settles as the work does. */
export function inTurnPer<Key>(): InTurn<Key> {
	const last = new Map<Key, Promise<unknown>>();
	return (key, work) => {
		const turn = (last.get(key) ?? Promise.resolve()).then(work);
		const settled = turn.catch(() => undefined);
		last.set(key, settled);
		void settled.then(() => last.get(key) === settled && last.delete(key));
		return turn;
	};
}
