-- What a search by text finds a dossier by, kept beside it: a list that searches reads an index instead of every row.
-- No extension is asked for: whoever installs may not be allowed to create one.

-- Accents, case, ligatures and the two apostrophes count for nothing. Capitals are named too: where the database has
-- the C locale, lower() leaves « É » as it is. The marks at the end are those of letters typed in two (NFD).
CREATE FUNCTION search_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT lower(translate(replace(replace(replace(replace(left(words, 2000), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
    'àâäáãåçéèêëíîïìñóôöõòúùûüýÿÀÂÄÁÃÅÇÉÈÊËÍÎÏÌÑÓÔÖÕÒÚÙÛÜÝŸ’' || U&'\00A0\202F\0300\0301\0302\0303\0308\0327',
    'aaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuyy''  '))
$$;

-- Its runs of three characters: those of a word are among those of every text that contains it.
CREATE FUNCTION search_grams(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(array_agg(DISTINCT substr(folded, i, 3)), '{}') FROM generate_series(1, length(folded) - 2) i
$$;

CREATE TABLE "dossier_text" (
    "dossier_id" UUID NOT NULL,
    "folded" TEXT NOT NULL,
    CONSTRAINT "dossier_text_pkey" PRIMARY KEY ("dossier_id")
);
ALTER TABLE "dossier_text" ADD CONSTRAINT "dossier_text_dossier_id_fkey"
    FOREIGN KEY ("dossier_id") REFERENCES "dossier"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX dossier_text_grams ON dossier_text USING gin (search_grams(folded));

-- Reference, title, organisation, author of a message, publisher, owner; of a homologation, its system's too.
CREATE FUNCTION write_dossier_text(dossiers uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO dossier_text (dossier_id, folded)
    SELECT d.id, search_fold(concat_ws(' ', d.ref, d.title, o.name, o.key, nullif(o.uai, o.key), o.commune_name,
             d.context->'author'->'place'->>'name', d.columns->>'publisher', d.columns->>'owner',
             s.ref, s.title, s.columns->>'owner'))
      FROM dossier d JOIN organisation o ON o.id = d.organisation_id
      LEFT JOIN dossier s ON d.kind = 'homologation' AND s.kind = 'system' AND s.id = (d.columns->>'system')::uuid
     WHERE d.id = ANY (dossiers)
  ON CONFLICT (dossier_id) DO UPDATE SET folded = excluded.folded WHERE dossier_text.folded <> excluded.folded;
END $$;

-- Once a statement, however many rows it opens.
CREATE FUNCTION dossiers_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_dossier_text(ARRAY(SELECT id FROM opened));
  RETURN NULL;
END $$;
CREATE TRIGGER dossiers_opened AFTER INSERT ON dossier REFERENCING NEW TABLE AS opened
  FOR EACH STATEMENT EXECUTE FUNCTION dossiers_opened();

-- Nearly every step leaves these as they are, and then costs nothing.
CREATE FUNCTION dossier_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_dossier_text(ARRAY[NEW.id] || CASE WHEN NEW.kind = 'system' THEN
    ARRAY(SELECT h.id FROM dossier h WHERE h.kind = 'homologation' AND h.columns->>'system' = NEW.id::text) ELSE '{}' END);
  RETURN NULL;
END $$;
CREATE TRIGGER dossier_renamed AFTER UPDATE ON dossier FOR EACH ROW
  WHEN (OLD.title <> NEW.title OR OLD.organisation_id <> NEW.organisation_id
    OR OLD.columns->>'publisher' IS DISTINCT FROM NEW.columns->>'publisher'
    OR OLD.columns->>'owner' IS DISTINCT FROM NEW.columns->>'owner')
  EXECUTE FUNCTION dossier_renamed();

CREATE FUNCTION organisation_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_dossier_text(ARRAY(SELECT id FROM dossier WHERE organisation_id = NEW.id));
  RETURN NULL;
END $$;
CREATE TRIGGER organisation_renamed AFTER UPDATE ON organisation FOR EACH ROW
  WHEN (OLD.name <> NEW.name OR OLD.key <> NEW.key OR OLD.uai IS DISTINCT FROM NEW.uai
    OR OLD.commune_name IS DISTINCT FROM NEW.commune_name)
  EXECUTE FUNCTION organisation_renamed();

SELECT write_dossier_text(ARRAY(SELECT id FROM dossier));
