// For drizzle-kit alone, which makes a migration from what changed in schema.ts. The program never reads it.
// Command: npx -y drizzle-kit@0.31.11 generate --config drizzle/config.ts --name what-it-does

export default {
	dialect: 'postgresql',
	schema: './server/store/schema.ts',
	out: './drizzle'
};
