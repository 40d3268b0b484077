-- Names under which one dossier at a time may live in a dispositif: the addresses of an application asked for.
CREATE TABLE "claimed_name" (
    "dispositif_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "dossier_id" UUID NOT NULL,
    CONSTRAINT "claimed_name_pkey" PRIMARY KEY ("dispositif_id","name")
);
CREATE INDEX "claimed_name_dossier_id_idx" ON "claimed_name"("dossier_id");

-- Requests that live already claim theirs, the oldest first where two do (names.ts of the machine writes them so).
INSERT INTO "claimed_name" (dispositif_id, name, dossier_id)
SELECT d.dispositif_id, n.name, d.id
  FROM dossier d
 CROSS JOIN LATERAL (
   SELECT 'link ' || trim(regexp_replace(regexp_replace(lower(normalize(d.context->'form'->'application'->>'publisher', NFKD)),
            U&'[\0300-\036f]', '', 'g'), '[^a-z0-9]+', ' ', 'g')) || ' ' || a.url AS name
     FROM (SELECT d.context->'form'->'link'->>'serviceUrl' AS url
           UNION SELECT jsonb_array_elements_text(d.context->'form'->'link'->'redirectUris')) a
   UNION
   SELECT 'link ' || regexp_replace(d.context->'form'->'application'->>'publisherId', '\W', '', 'g') || ' ' || a.url
     FROM (SELECT d.context->'form'->'link'->>'serviceUrl' AS url
           UNION SELECT jsonb_array_elements_text(d.context->'form'->'link'->'redirectUris')) a
    WHERE d.context->'form'->'application'->>'publisherId' <> ''
   UNION
   SELECT 'entity ' || (d.context->'metadata'->>'entityId') WHERE d.context->'metadata'->>'entityId' <> ''
 ) n
 WHERE d.kind = 'whitelist-request' AND d.closed_at IS NULL AND d.state <> 'draft' AND d.context->'form' <> 'null'::jsonb
   AND n.name IS NOT NULL
 ORDER BY d.opened_at
ON CONFLICT DO NOTHING;
