-- What was agreed is added to, never changed: `fact`, `version` and `answer` refuse UPDATE, DELETE and
-- TRUNCATE; of a `disclosure` only the words can be destroyed (safety.md §3). Rows of a practice traject
-- can be deleted, and only `sweep_practice` does so. Holds on both kinds of database, for the owner too.

CREATE FUNCTION practice(id text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp
RETURN EXISTS (SELECT FROM traject WHERE traject.id = practice.id AND practice_until IS NOT NULL);
--> statement-breakpoint
-- A stream is named after its circle, `<circle>/…`, or after its version, `version/<version>`.
CREATE FUNCTION traject_of_stream(stream text) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp
RETURN CASE split_part(stream, '/', 1)
	WHEN 'version' THEN (SELECT traject FROM version WHERE id = split_part(stream, '/', 2))
	ELSE (SELECT traject FROM circle WHERE id = split_part(stream, '/', 1))
END;
--> statement-breakpoint
CREATE FUNCTION insert_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
	whose text;
BEGIN
	IF TG_OP = 'DELETE' THEN
		CASE TG_TABLE_NAME
			WHEN 'fact' THEN whose := traject_of_stream(OLD.stream);
			WHEN 'version' THEN whose := OLD.traject;
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
CREATE FUNCTION erase_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
	IF NEW.words IS NULL AND (NEW.version, NEW.digest, NEW.audience) = (OLD.version, OLD.digest, OLD.audience) THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'of a disclosure only the words can be destroyed' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE FUNCTION stay_real() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
	IF OLD.practice_until IS NULL AND NEW.practice_until IS NOT NULL THEN
		RAISE EXCEPTION 'a real traject never becomes a practice table' USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER fact_insert_only BEFORE UPDATE OR DELETE ON fact FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER fact_keep BEFORE TRUNCATE ON fact FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER version_insert_only BEFORE UPDATE OR DELETE ON version FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER version_keep BEFORE TRUNCATE ON version FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER answer_insert_only BEFORE UPDATE OR DELETE ON answer FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER answer_keep BEFORE TRUNCATE ON answer FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER disclosure_erase_only BEFORE UPDATE ON disclosure FOR EACH ROW EXECUTE FUNCTION erase_only();
--> statement-breakpoint
CREATE TRIGGER disclosure_insert_only BEFORE DELETE ON disclosure FOR EACH ROW EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER disclosure_keep BEFORE TRUNCATE ON disclosure FOR EACH STATEMENT EXECUTE FUNCTION insert_only();
--> statement-breakpoint
CREATE TRIGGER traject_stays_real BEFORE UPDATE ON traject FOR EACH ROW EXECUTE FUNCTION stay_real();
