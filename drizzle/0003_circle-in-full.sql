CREATE TABLE "contact_bar" (
	"traject" text NOT NULL,
	"person" text NOT NULL,
	"other" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_bar_person_other_pk" PRIMARY KEY("person","other")
);
--> statement-breakpoint
CREATE TABLE "question_set" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"method" text NOT NULL,
	"rounds" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "question_set_once" UNIQUE("organisation","type","method")
);
--> statement-breakpoint
ALTER TABLE "circle" ADD COLUMN "co_leader" text;--> statement-breakpoint
ALTER TABLE "circle" ADD COLUMN "tone" text DEFAULT 'je' NOT NULL;--> statement-breakpoint
ALTER TABLE "guest" ADD COLUMN "speaker" text;--> statement-breakpoint
ALTER TABLE "guest" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "guest" ADD COLUMN "talked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "line" ADD COLUMN "original" jsonb;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "adult" boolean;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "confidant_of" text;--> statement-breakpoint
ALTER TABLE "seat" ADD COLUMN "tablet" text;--> statement-breakpoint
ALTER TABLE "sheet" ADD COLUMN "among" jsonb;--> statement-breakpoint
ALTER TABLE "contact_bar" ADD CONSTRAINT "contact_bar_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_bar" ADD CONSTRAINT "contact_bar_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_bar" ADD CONSTRAINT "contact_bar_other_person_id_fk" FOREIGN KEY ("other") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_set" ADD CONSTRAINT "question_set_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_bar_traject" ON "contact_bar" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "contact_bar_other" ON "contact_bar" USING btree ("other");--> statement-breakpoint
ALTER TABLE "circle" ADD CONSTRAINT "circle_co_leader_person_id_fk" FOREIGN KEY ("co_leader") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest" ADD CONSTRAINT "guest_speaker_person_id_fk" FOREIGN KEY ("speaker") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "seat_tablet" ON "seat" USING btree ("tablet");
--> statement-breakpoint
-- A practice table may have contact bars as well; the rest as in 0002.
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
