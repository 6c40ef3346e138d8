// Of which circle a sheet is: on top of each.

export type At = {
	readonly about: string;
	/** Day, time and place, as said. */
	readonly when: string;
};
