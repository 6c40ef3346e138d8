// For drizzle-kit alone, which makes a migration from what changed in the tables. The program never reads it.
// Command: npm run migration -- what-it-does

export default {
	dialect: 'postgresql',
	schema: ['./server/store/schema.ts', './server/store/agreed.ts', './server/store/beside.ts'],
	out: './drizzle'
};
