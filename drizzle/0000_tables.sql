CREATE TABLE "answer" (
	"digest" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"person" text NOT NULL,
	"token" text NOT NULL,
	"disclosures" jsonb NOT NULL,
	"nonce" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "card" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"person" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"seen_at" timestamp (3) with time zone,
	CONSTRAINT "card_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "circle" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"type" text NOT NULL,
	"method" text NOT NULL,
	"leader" text NOT NULL,
	"date" text NOT NULL,
	"place" text NOT NULL,
	"rounds" jsonb NOT NULL,
	"code" text,
	"code_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"follows" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "circle_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "disclosure" (
	"version" text NOT NULL,
	"digest" text NOT NULL,
	"audience" text NOT NULL,
	"words" text,
	CONSTRAINT "disclosure_version_digest_pk" PRIMARY KEY("version","digest")
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"stream" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by" text,
	"body" jsonb NOT NULL,
	CONSTRAINT "fact_stream_seq_pk" PRIMARY KEY("stream","seq")
);
--> statement-breakpoint
CREATE TABLE "guest" (
	"circle" text NOT NULL,
	"person" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"place" integer NOT NULL,
	CONSTRAINT "guest_circle_person_pk" PRIMARY KEY("circle","person")
);
--> statement-breakpoint
CREATE TABLE "handed" (
	"id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"person" text NOT NULL,
	"how" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"organisation" text NOT NULL,
	"staff" text,
	"by" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "issuer_key" (
	"kid" text PRIMARY KEY NOT NULL,
	"jwk" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "line" (
	"id" text PRIMARY KEY NOT NULL,
	"circle" text NOT NULL,
	"voice" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moved" (
	"id" text PRIMARY KEY NOT NULL,
	"circle" text NOT NULL,
	"by" text NOT NULL,
	"refused" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "note" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"text" text NOT NULL,
	"about" text,
	"readers" jsonb,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"name" text NOT NULL,
	"label" text NOT NULL,
	"role" text NOT NULL,
	"staff" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seat" (
	"id" text PRIMARY KEY NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"traject" text NOT NULL,
	"circle" text,
	"person" text,
	"state" text NOT NULL,
	"via" text NOT NULL,
	"card" text,
	"claim" jsonb,
	"key" jsonb,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sheet" (
	"id" text PRIMARY KEY NOT NULL,
	"circle" text NOT NULL,
	"audience" text NOT NULL,
	"person" text,
	"epoch" integer NOT NULL,
	"open" boolean NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sheet_closed" CHECK ("sheet"."open" = ("sheet"."closed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "sheet_client" (
	"sheet" text NOT NULL,
	"client" bigint NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "sheet_client_sheet_client_pk" PRIMARY KEY("sheet","client")
);
--> statement-breakpoint
CREATE TABLE "sheet_update" (
	"sheet" text NOT NULL,
	"seq" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "sheet_update_sheet_seq_pk" PRIMARY KEY("sheet","seq")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "staff_session" (
	"id" text PRIMARY KEY NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"staff" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "traject" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"practice_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "version" (
	"id" text PRIMARY KEY NOT NULL,
	"traject" text NOT NULL,
	"circle" text NOT NULL,
	"no" integer NOT NULL,
	"prev" text NOT NULL,
	"digest" text NOT NULL,
	"token" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "version_digest_unique" UNIQUE("digest"),
	CONSTRAINT "version_no" UNIQUE("traject","no"),
	CONSTRAINT "version_prev" UNIQUE("traject","prev")
);
--> statement-breakpoint
CREATE TABLE "voice" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"behalf" boolean NOT NULL,
	CONSTRAINT "voice_once" UNIQUE("person","behalf")
);
--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circle" ADD CONSTRAINT "circle_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circle" ADD CONSTRAINT "circle_leader_person_id_fk" FOREIGN KEY ("leader") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure" ADD CONSTRAINT "disclosure_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest" ADD CONSTRAINT "guest_circle_circle_id_fk" FOREIGN KEY ("circle") REFERENCES "public"."circle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest" ADD CONSTRAINT "guest_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest" ADD CONSTRAINT "guest_reason_note_id_fk" FOREIGN KEY ("reason") REFERENCES "public"."note"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handed" ADD CONSTRAINT "handed_version_version_id_fk" FOREIGN KEY ("version") REFERENCES "public"."version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handed" ADD CONSTRAINT "handed_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_staff_staff_id_fk" FOREIGN KEY ("staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line" ADD CONSTRAINT "line_circle_circle_id_fk" FOREIGN KEY ("circle") REFERENCES "public"."circle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "line" ADD CONSTRAINT "line_voice_voice_id_fk" FOREIGN KEY ("voice") REFERENCES "public"."voice"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moved" ADD CONSTRAINT "moved_circle_circle_id_fk" FOREIGN KEY ("circle") REFERENCES "public"."circle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_staff_staff_id_fk" FOREIGN KEY ("staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_circle_circle_id_fk" FOREIGN KEY ("circle") REFERENCES "public"."circle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat" ADD CONSTRAINT "seat_card_card_id_fk" FOREIGN KEY ("card") REFERENCES "public"."card"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet" ADD CONSTRAINT "sheet_circle_circle_id_fk" FOREIGN KEY ("circle") REFERENCES "public"."circle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet" ADD CONSTRAINT "sheet_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_client" ADD CONSTRAINT "sheet_client_sheet_sheet_id_fk" FOREIGN KEY ("sheet") REFERENCES "public"."sheet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_update" ADD CONSTRAINT "sheet_update_sheet_sheet_id_fk" FOREIGN KEY ("sheet") REFERENCES "public"."sheet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_staff_id_fk" FOREIGN KEY ("staff") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traject" ADD CONSTRAINT "traject_organisation_organisation_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version" ADD CONSTRAINT "version_traject_traject_id_fk" FOREIGN KEY ("traject") REFERENCES "public"."traject"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version" ADD CONSTRAINT "version_circle_circle_id_fk" FOREIGN KEY ("circle") REFERENCES "public"."circle"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "voice" ADD CONSTRAINT "voice_person_person_id_fk" FOREIGN KEY ("person") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "answer_nonce" ON "answer" USING btree ("version","nonce");--> statement-breakpoint
CREATE INDEX "answer_person" ON "answer" USING btree ("person");--> statement-breakpoint
CREATE INDEX "card_person" ON "card" USING btree ("person");--> statement-breakpoint
CREATE INDEX "card_traject" ON "card" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "circle_traject" ON "circle" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "circle_leader" ON "circle" USING btree ("leader");--> statement-breakpoint
CREATE INDEX "fact_prefix" ON "fact" USING btree ("stream" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "guest_person" ON "guest" USING btree ("person");--> statement-breakpoint
CREATE INDEX "guest_reason" ON "guest" USING btree ("reason");--> statement-breakpoint
CREATE INDEX "handed_version" ON "handed" USING btree ("version");--> statement-breakpoint
CREATE INDEX "handed_person" ON "handed" USING btree ("person");--> statement-breakpoint
CREATE INDEX "line_circle" ON "line" USING btree ("circle");--> statement-breakpoint
CREATE INDEX "line_voice" ON "line" USING btree ("voice");--> statement-breakpoint
CREATE INDEX "moved_circle" ON "moved" USING btree ("circle");--> statement-breakpoint
CREATE INDEX "note_traject" ON "note" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "person_traject" ON "person" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "seat_circle" ON "seat" USING btree ("circle");--> statement-breakpoint
CREATE INDEX "seat_person" ON "seat" USING btree ("person");--> statement-breakpoint
CREATE INDEX "seat_card" ON "seat" USING btree ("card");--> statement-breakpoint
CREATE INDEX "seat_traject" ON "seat" USING btree ("traject");--> statement-breakpoint
CREATE INDEX "sheet_circle" ON "sheet" USING btree ("circle");--> statement-breakpoint
CREATE INDEX "sheet_person" ON "sheet" USING btree ("person");--> statement-breakpoint
CREATE INDEX "version_circle" ON "version" USING btree ("circle");