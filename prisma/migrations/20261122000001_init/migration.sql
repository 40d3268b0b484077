-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "uai" TEXT,
    "siren" TEXT,
    "school_type" TEXT,
    "sector" TEXT,
    "parent_id" UUID,
    "academie" TEXT,
    "departement" TEXT,
    "region" TEXT,
    "commune_insee" TEXT,
    "commune_name" TEXT,
    "street" TEXT,
    "postal_code" TEXT,
    "phone" TEXT,
    "mail" TEXT,
    "mail_state" TEXT NOT NULL DEFAULT 'ok',
    "timezone" TEXT NOT NULL DEFAULT 'Europe/Paris',
    "source" TEXT NOT NULL DEFAULT 'manual',
    "source_key" TEXT,
    "fingerprint" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT,
    "name" TEXT NOT NULL,
    "given_name" TEXT,
    "phone" TEXT,
    "source" TEXT NOT NULL DEFAULT 'manual',
    "source_key" TEXT,
    "fingerprint" TEXT,
    "mail_state" TEXT NOT NULL DEFAULT 'ok',
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenure" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "organisation_id" UUID,
    "function" TEXT NOT NULL,
    "rank" INTEGER NOT NULL DEFAULT 0,
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL DEFAULT 'manual',

    CONSTRAINT "tenure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispositif" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispositif_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "convention" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dispositif_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "version" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "convention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coverage" (
    "dispositif_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "party_key" TEXT,

    CONSTRAINT "coverage_pkey" PRIMARY KEY ("dispositif_id","organisation_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "id" TEXT NOT NULL,
    "person_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "function" TEXT NOT NULL,
    "organisation_id" UUID,
    "dispositif_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dossier" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "machine" TEXT NOT NULL,
    "machine_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "context" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "head" TEXT NOT NULL,
    "dispositif_id" UUID NOT NULL,
    "convention_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "exercise" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "dossier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ref_counter" (
    "prefix" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "ref_counter_pkey" PRIMARY KEY ("prefix","year")
);

-- CreateTable
CREATE TABLE "dossier_access" (
    "dossier_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "via" TEXT NOT NULL,

    CONSTRAINT "dossier_access_pkey" PRIMARY KEY ("dossier_id","organisation_id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "dossier_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("dossier_id","seq")
);

-- CreateTable
CREATE TABLE "seal" (
    "id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "root" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "leaves" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,
    "token" BYTEA,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal_leaf" (
    "seal_id" INTEGER NOT NULL,
    "dossier_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "seal_leaf_pkey" PRIMARY KEY ("seal_id","dossier_id")
);

-- CreateTable
CREATE TABLE "deadline" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dossier_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "rule" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shown" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'running',
    "settled_at" TIMESTAMPTZ(3),
    "event" JSONB NOT NULL,
    "explanation" JSONB,

    CONSTRAINT "deadline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "dossier_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "template" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'sending',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "root" TEXT,
    "sealed_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "notice_id" UUID NOT NULL,
    "dossier_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "function" TEXT NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "channel" TEXT NOT NULL DEFAULT 'mail',
    "rule" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    "alert" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "about_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_by" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "provider_id" TEXT,
    "last_error" TEXT,
    "seen_at" TIMESTAMPTZ(3),
    "acked_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "history" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dossier_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "organisation_id" UUID,
    "title" TEXT NOT NULL,
    "rule" TEXT,
    "article" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'open',
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blob" (
    "hash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dossier_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "refused" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "organisation_key_key" ON "organisation"("key");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_uai_key" ON "organisation"("uai");

-- CreateIndex
CREATE INDEX "organisation_kind_departement_idx" ON "organisation"("kind", "departement");

-- CreateIndex
CREATE INDEX "organisation_parent_id_idx" ON "organisation"("parent_id");

-- CreateIndex
CREATE INDEX "organisation_academie_school_type_idx" ON "organisation"("academie", "school_type");

-- CreateIndex
CREATE INDEX "organisation_commune_insee_idx" ON "organisation"("commune_insee");

-- CreateIndex
CREATE INDEX "organisation_source_source_key_idx" ON "organisation"("source", "source_key");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "person_source_source_key_key" ON "person"("source", "source_key");

-- CreateIndex
CREATE INDEX "tenure_organisation_id_function_idx" ON "tenure"("organisation_id", "function");

-- CreateIndex
CREATE INDEX "tenure_person_id_idx" ON "tenure"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispositif_key_key" ON "dispositif"("key");

-- CreateIndex
CREATE INDEX "convention_dispositif_id_idx" ON "convention"("dispositif_id");

-- CreateIndex
CREATE UNIQUE INDEX "convention_key_version_hash_key" ON "convention"("key", "version", "hash");

-- CreateIndex
CREATE INDEX "coverage_organisation_id_idx" ON "coverage"("organisation_id");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "dossier_ref_key" ON "dossier"("ref");

-- CreateIndex
CREATE INDEX "dossier_kind_opened_at_idx" ON "dossier"("kind", "opened_at" DESC);

-- CreateIndex
CREATE INDEX "dossier_dispositif_id_kind_state_idx" ON "dossier"("dispositif_id", "kind", "state");

-- CreateIndex
CREATE INDEX "dossier_organisation_id_idx" ON "dossier"("organisation_id");

-- CreateIndex
CREATE INDEX "dossier_access_organisation_id_idx" ON "dossier_access"("organisation_id");

-- CreateIndex
CREATE INDEX "journal_entry_position_idx" ON "journal_entry"("position");

-- CreateIndex
CREATE INDEX "deadline_state_due_at_idx" ON "deadline"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "deadline_dossier_id_key_key" ON "deadline"("dossier_id", "key");

-- CreateIndex
CREATE INDEX "notice_state_idx" ON "notice"("state");

-- CreateIndex
CREATE UNIQUE INDEX "notice_dossier_id_key_key" ON "notice"("dossier_id", "key");

-- CreateIndex
CREATE INDEX "delivery_dossier_id_idx" ON "delivery"("dossier_id");

-- CreateIndex
CREATE INDEX "delivery_person_id_idx" ON "delivery"("person_id");

-- CreateIndex
CREATE INDEX "delivery_address_idx" ON "delivery"("address");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_notice_id_organisation_id_function_channel_address_key" ON "delivery"("notice_id", "organisation_id", "function", "channel", "address");

-- CreateIndex
CREATE INDEX "task_state_function_idx" ON "task"("state", "function");

-- CreateIndex
CREATE UNIQUE INDEX "task_dossier_id_key_key" ON "task"("dossier_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "attachment_dossier_id_hash_key" ON "attachment"("dossier_id", "hash");

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenure" ADD CONSTRAINT "tenure_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenure" ADD CONSTRAINT "tenure_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "convention" ADD CONSTRAINT "convention_dispositif_id_fkey" FOREIGN KEY ("dispositif_id") REFERENCES "dispositif"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_dispositif_id_fkey" FOREIGN KEY ("dispositif_id") REFERENCES "dispositif"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coverage" ADD CONSTRAINT "coverage_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seal_leaf" ADD CONSTRAINT "seal_leaf_seal_id_fkey" FOREIGN KEY ("seal_id") REFERENCES "seal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_notice_id_fkey" FOREIGN KEY ("notice_id") REFERENCES "notice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
