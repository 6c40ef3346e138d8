CREATE TABLE "account" (
	"statement" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"version" text NOT NULL,
	"readers" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "annex" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"version" text NOT NULL,
	"digest" text NOT NULL,
	"token" text NOT NULL,
	"digests" jsonb NOT NULL,
	"disclosures" jsonb NOT NULL,
	"readers" jsonb NOT NULL,
	"asked" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "annex_draft" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"version" text NOT NULL,
	"readers" jsonb NOT NULL,
	"by" text NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "annex_review" (
	"annex" text NOT NULL,
	"traject" text NOT NULL,
	"item" text NOT NULL,
	"person" text NOT NULL,
	"result" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "annex_review_annex_item_person_pk" PRIMARY KEY("annex","item","person")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_statement_statement_digest_fk" FOREIGN KEY ("statement") REFERENCES "public"."statement"("digest") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex" ADD CONSTRAINT "annex_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex" ADD CONSTRAINT "annex_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex" ADD CONSTRAINT "annex_by_person_id_fk" FOREIGN KEY ("by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex_draft" ADD CONSTRAINT "annex_draft_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex_draft" ADD CONSTRAINT "annex_draft_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex_draft" ADD CONSTRAINT "annex_draft_by_person_id_fk" FOREIGN KEY ("by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex_review" ADD CONSTRAINT "annex_review_annex_annex_id_fk" FOREIGN KEY ("annex") REFERENCES "public"."annex"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex_review" ADD CONSTRAINT "annex_review_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annex_review" ADD CONSTRAINT "annex_review_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_version" ON "account" USING btree ("version");--> statement-breakpoint
CREATE INDEX "account_traject" ON "account" USING btree ("traject");--> statement-breakpoint
CREATE UNIQUE INDEX "annex_digest" ON "annex" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "annex_version" ON "annex" USING btree ("version");--> statement-breakpoint
CREATE INDEX "annex_traject" ON "annex" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "annex_by" ON "annex" USING btree ("by");--> statement-breakpoint
CREATE INDEX "annex_draft_version" ON "annex_draft" USING btree ("version");--> statement-breakpoint
CREATE INDEX "annex_draft_traject" ON "annex_draft" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "annex_draft_by" ON "annex_draft" USING btree ("by");--> statement-breakpoint
CREATE INDEX "annex_review_traject" ON "annex_review" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "annex_review_person" ON "annex_review" USING btree ("person");--> statement-breakpoint
-- Annexes and own accounts are added to and never changed; of an annex only words can be destroyed. What is still being
-- written of one is no proof of anything.
CREATE TRIGGER annex_insert_only BEFORE DELETE ON annex FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER annex_words_only BEFORE UPDATE ON annex FOR EACH ROW EXECUTE FUNCTION words_only();
--> statement-breakpoint
CREATE TRIGGER annex_keep BEFORE TRUNCATE ON annex FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER account_insert_only BEFORE UPDATE OR DELETE ON account FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER account_keep BEFORE TRUNCATE ON account FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
-- The rest as in 0004.
CREATE OR REPLACE FUNCTION sweep_practice(before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	over text[];
	circles text[];
	people text[];
	versions text[];
	sheets text[];
BEGIN
	SELECT coalesce(array_agg(id), '{}') INTO over FROM (
		SELECT id FROM traject WHERE practice_until < before ORDER BY id FOR UPDATE
	) AS ended;
	SELECT coalesce(array_agg(id), '{}') INTO circles FROM circle WHERE traject = ANY (over);
	SELECT coalesce(array_agg(id), '{}') INTO people FROM person WHERE traject = ANY (over);
	SELECT coalesce(array_agg(id), '{}') INTO versions FROM version WHERE traject = ANY (over);
	SELECT coalesce(array_agg(id), '{}') INTO sheets FROM sheet WHERE circle = ANY (circles);

	-- From 'id/' up to 'id0': every name that begins with 'id/', by the index fact_prefix.
	DELETE FROM fact USING unnest(circles) AS one WHERE stream ~>=~ (one || '/') AND stream ~<~ (one || '0');
	DELETE FROM fact USING unnest(versions) AS one WHERE stream = 'version/' || one;
	DELETE FROM handed WHERE version = ANY (versions);
	DELETE FROM opening WHERE traject = ANY (over);
	DELETE FROM rendering WHERE traject = ANY (over);
	DELETE FROM extract WHERE traject = ANY (over);
	DELETE FROM passkey WHERE traject = ANY (over);
	DELETE FROM annex_review WHERE traject = ANY (over);
	DELETE FROM annex_draft WHERE traject = ANY (over);
	DELETE FROM annex WHERE traject = ANY (over);
	DELETE FROM account WHERE traject = ANY (over);
	DELETE FROM statement WHERE traject = ANY (over);
	DELETE FROM link WHERE traject = ANY (over);
	DELETE FROM answer WHERE version = ANY (versions);
	DELETE FROM disclosure WHERE version = ANY (versions);
	DELETE FROM version WHERE id = ANY (versions);
	DELETE FROM moved WHERE circle = ANY (circles);
	DELETE FROM line WHERE circle = ANY (circles);
	DELETE FROM sheet_client WHERE sheet = ANY (sheets);
	DELETE FROM sheet_update WHERE sheet = ANY (sheets);
	DELETE FROM sheet WHERE id = ANY (sheets);
	DELETE FROM seat WHERE traject = ANY (over);
	DELETE FROM card WHERE traject = ANY (over);
	DELETE FROM guest WHERE circle = ANY (circles);
	DELETE FROM note WHERE traject = ANY (over);
	DELETE FROM circle WHERE id = ANY (circles);
	DELETE FROM contact_bar WHERE traject = ANY (over);
	DELETE FROM voice WHERE person = ANY (people);
	DELETE FROM person WHERE id = ANY (people);
	DELETE FROM traject WHERE id = ANY (over);
	RETURN cardinality(over);
END
$$;
