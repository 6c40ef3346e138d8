// Columns that several tables have: bytes, and moments to the millisecond.

import { customType, timestamp } from 'drizzle-orm/pg-core';

/** The driver's Buffers share memory and slice by reference; a copy is a plain Uint8Array of its own. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
	dataType: () => 'bytea',
	fromDriver: (value) => new Uint8Array(value)
});
/** A moment, or null. */
export const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
/** When the row was written. */
export const now = (name: string) => time(name).notNull().defaultNow();
