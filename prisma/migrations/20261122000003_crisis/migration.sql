-- Crisis, runbooks, communication lock.
CREATE TABLE "content" (
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "content_pkey" PRIMARY KEY ("hash")
);

ALTER TABLE "dossier" ADD COLUMN "content_hash" TEXT;
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_content_hash_fkey" FOREIGN KEY ("content_hash") REFERENCES "content"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
-- One lock per dispositif: two processes that make it at once make one.
CREATE UNIQUE INDEX dossier_one_lock ON dossier (dispositif_id) WHERE kind = 'lock';

CREATE TABLE "refusal" (
    "id" BIGSERIAL NOT NULL,
    "dossier_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "rule" TEXT,
    "article" TEXT,
    "because" TEXT NOT NULL,
    CONSTRAINT "refusal_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "refusal_dossier_id_id_idx" ON "refusal"("dossier_id", "id");
create trigger refusal_append_only before update or delete on refusal
  for each row execute function refuse_rewriting();
create trigger refusal_no_truncate before truncate on refusal
  for each statement execute function refuse_rewriting();

ALTER TABLE "delivery" ADD COLUMN "audience" TEXT NOT NULL DEFAULT 'professional',
ADD COLUMN "dispositif_id" UUID,
ADD COLUMN "held" JSONB,
ADD COLUMN "leaving_at" TIMESTAMPTZ(3);
create index delivery_community on delivery (dispositif_id, channel) where audience = 'community' and state in ('queued', 'held');

CREATE TABLE "channel" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dispositif_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "connector" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secret" BYTEA,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "health" TEXT NOT NULL DEFAULT 'unknown',
    "health_detail" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "channel_dispositif_id_key_key" ON "channel"("dispositif_id", "key");
ALTER TABLE "channel" ADD CONSTRAINT "channel_dispositif_id_fkey" FOREIGN KEY ("dispositif_id") REFERENCES "dispositif"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "presence" (
    "dossier_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "presence_pkey" PRIMARY KEY ("dossier_id","person_id")
);
