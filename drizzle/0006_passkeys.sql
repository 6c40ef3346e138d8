ALTER TABLE "passkey" ALTER COLUMN "counter" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "seat" ADD COLUMN "challenge" text;--> statement-breakpoint
ALTER TABLE "seat" ADD COLUMN "challenge_at" timestamp (3) with time zone;