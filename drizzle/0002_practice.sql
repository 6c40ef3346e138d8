-- Throws practice tables away that ended before a moment, with everything that hangs on them, and tells how
-- many. It runs as the owner of the tables, so that the role the program runs as needs no right to delete.
-- A table that hangs on a traject and is not named here makes the sweep fail: name it in a next migration.

CREATE FUNCTION sweep_practice(before timestamptz) RETURNS integer
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
	DELETE FROM voice WHERE person = ANY (people);
	DELETE FROM person WHERE id = ANY (people);
	DELETE FROM traject WHERE id = ANY (over);
	RETURN cardinality(over);
END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION sweep_practice(timestamptz) FROM PUBLIC;
