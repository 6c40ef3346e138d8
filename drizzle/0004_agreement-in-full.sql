CREATE TABLE "extract" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"version" text NOT NULL,
	"person" text NOT NULL,
	"reader" text NOT NULL,
	"shows" jsonb NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "extract_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "link" (
	"traject" text NOT NULL,
	"seq" integer NOT NULL,
	"prev" text NOT NULL,
	"body" jsonb NOT NULL,
	"digest" text NOT NULL,
	"signature" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "link_traject_seq_pk" PRIMARY KEY("traject","seq"),
	CONSTRAINT "link_digest_unique" UNIQUE("digest"),
	CONSTRAINT "link_prev" UNIQUE("traject","prev")
);
--> statement-breakpoint
CREATE TABLE "opening" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"version" text NOT NULL,
	"person" text,
	"extract" text,
	"how" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"person" text NOT NULL,
	"key" jsonb NOT NULL,
	"counter" integer DEFAULT 0 NOT NULL,
	"witness" text,
	"circle" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rendering" (
	"key" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"version" text NOT NULL,
	"person" text,
	"extract" text,
	"what" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"try_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"trouble" text,
	"bytes" "bytea",
	"source" text NOT NULL,
	"made_at" timestamp (3) with time zone,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statement" (
	"digest" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"version" text NOT NULL,
	"person" text NOT NULL,
	"act" text NOT NULL,
	"token" text NOT NULL,
	"disclosures" jsonb NOT NULL,
	"nonce" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "line" ADD COLUMN "school" text;--> statement-breakpoint
ALTER TABLE "extract" ADD CONSTRAINT "extract_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extract" ADD CONSTRAINT "extract_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extract" ADD CONSTRAINT "extract_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link" ADD CONSTRAINT "link_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening" ADD CONSTRAINT "opening_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening" ADD CONSTRAINT "opening_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening" ADD CONSTRAINT "opening_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opening" ADD CONSTRAINT "opening_extract_extract_id_fk" FOREIGN KEY ("extract") REFERENCES "public"."extract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_witness_person_id_fk" FOREIGN KEY ("witness") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_circle_circle_id_fk" FOREIGN KEY ("circle") REFERENCES "public"."circle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rendering" ADD CONSTRAINT "rendering_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rendering" ADD CONSTRAINT "rendering_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rendering" ADD CONSTRAINT "rendering_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rendering" ADD CONSTRAINT "rendering_extract_extract_id_fk" FOREIGN KEY ("extract") REFERENCES "public"."extract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "extract_traject" ON "extract" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "extract_version" ON "extract" USING btree ("version");--> statement-breakpoint
CREATE INDEX "extract_person" ON "extract" USING btree ("person");--> statement-breakpoint
CREATE INDEX "opening_traject" ON "opening" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "opening_version" ON "opening" USING btree ("version");--> statement-breakpoint
CREATE INDEX "opening_person" ON "opening" USING btree ("person");--> statement-breakpoint
CREATE INDEX "opening_extract" ON "opening" USING btree ("extract");--> statement-breakpoint
CREATE INDEX "passkey_person" ON "passkey" USING btree ("person");--> statement-breakpoint
CREATE INDEX "passkey_traject" ON "passkey" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "rendering_due" ON "rendering" USING btree ("try_at") WHERE bytes is null;--> statement-breakpoint
CREATE INDEX "rendering_version" ON "rendering" USING btree ("version");--> statement-breakpoint
CREATE INDEX "rendering_traject" ON "rendering" USING btree ("traject");--> statement-breakpoint
CREATE UNIQUE INDEX "statement_nonce" ON "statement" USING btree ("version","nonce");--> statement-breakpoint
CREATE INDEX "statement_version" ON "statement" USING btree ("version");--> statement-breakpoint
CREATE INDEX "statement_person" ON "statement" USING btree ("person");--> statement-breakpoint
CREATE INDEX "statement_traject" ON "statement" USING btree ("traject");--> statement-breakpoint
-- Links and openings are added to and never changed; of an answer or a statement only words can be destroyed, never
-- added (the digests they are signed with stay in the token). Of a practice traject rows go with the sweep.
CREATE OR REPLACE FUNCTION insert_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
	whose text;
BEGIN
	IF TG_OP = 'DELETE' THEN
		CASE TG_TABLE_NAME
			WHEN 'fact' THEN whose := traject_of_stream(OLD.stream);
			WHEN 'version', 'statement', 'link', 'opening' THEN whose := OLD.traject;
			ELSE SELECT traject INTO whose FROM version WHERE id = OLD.version;
		END CASE;
		IF practice(whose) THEN
			RETURN OLD;
		END IF;
	END IF;
	RAISE EXCEPTION '% is insert-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE FUNCTION words_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
	IF NEW.disclosures <@ OLD.disclosures AND (to_jsonb(NEW) - 'disclosures') = (to_jsonb(OLD) - 'disclosures') THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'of what % holds only words can be destroyed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
DROP TRIGGER answer_insert_only ON answer;
--> statement-breakpoint
CREATE TRIGGER answer_insert_only BEFORE DELETE ON answer FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER answer_words_only BEFORE UPDATE ON answer FOR EACH ROW EXECUTE FUNCTION words_only();
--> statement-breakpoint
CREATE TRIGGER statement_insert_only BEFORE DELETE ON statement FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER statement_words_only BEFORE UPDATE ON statement FOR EACH ROW EXECUTE FUNCTION words_only();
--> statement-breakpoint
CREATE TRIGGER statement_keep BEFORE TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER link_insert_only BEFORE UPDATE OR DELETE ON link FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER link_keep BEFORE TRUNCATE ON link FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER opening_insert_only BEFORE UPDATE OR DELETE ON opening FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER opening_keep BEFORE TRUNCATE ON opening FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
-- The rest as in 0003.
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
