-- Ways in and out that subscribe: web hooks, feeds, web push, bounces read back.
CREATE TABLE "web_hook" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dispositif_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[] NOT NULL,
    "secret" BYTEA NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "web_hook_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "web_hook_dispositif_id_idx" ON "web_hook"("dispositif_id");
ALTER TABLE "web_hook" ADD CONSTRAINT "web_hook_dispositif_id_fkey" FOREIGN KEY ("dispositif_id") REFERENCES "dispositif"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "web_hook_call" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "hook_id" UUID NOT NULL,
    "dossier_id" UUID,
    "seq" INTEGER,
    "type" TEXT NOT NULL,
    "dossier_state" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_by" TEXT,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "history" JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT "web_hook_call_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "web_hook_call_hook_id_dossier_id_seq_key" ON "web_hook_call"("hook_id", "dossier_id", "seq");
CREATE INDEX "web_hook_call_hook_id_position_idx" ON "web_hook_call"("hook_id", "position");
create index web_hook_call_due on web_hook_call (next_at) where state in ('queued', 'sending');
ALTER TABLE "web_hook_call" ADD CONSTRAINT "web_hook_call_hook_id_fkey" FOREIGN KEY ("hook_id") REFERENCES "web_hook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "feed_out" (
    "dispositif_id" UUID NOT NULL,
    "access" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "feed_out_pkey" PRIMARY KEY ("dispositif_id")
);
ALTER TABLE "feed_out" ADD CONSTRAINT "feed_out_dispositif_id_fkey" FOREIGN KEY ("dispositif_id") REFERENCES "dispositif"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "feed_in" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dispositif_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "function" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "profiles" TEXT[] NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "etag" TEXT,
    "last_modified" TEXT,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "health" TEXT NOT NULL DEFAULT 'unknown',
    "health_detail" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "feed_in_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "feed_in_dispositif_id_url_key" ON "feed_in"("dispositif_id", "url");
CREATE INDEX "feed_in_next_at_idx" ON "feed_in"("next_at");
ALTER TABLE "feed_in" ADD CONSTRAINT "feed_in_dispositif_id_fkey" FOREIGN KEY ("dispositif_id") REFERENCES "dispositif"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "feed_item" (
    "feed_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "link" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT,
    "dossier_id" UUID,
    CONSTRAINT "feed_item_pkey" PRIMARY KEY ("feed_id", "item")
);
ALTER TABLE "feed_item" ADD CONSTRAINT "feed_item_feed_id_fkey" FOREIGN KEY ("feed_id") REFERENCES "feed_in"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "push_subscription" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "device" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "push_subscription_endpoint_key" ON "push_subscription"("endpoint");
CREATE INDEX "push_subscription_person_id_idx" ON "push_subscription"("person_id");
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "mail_return" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "delivery_id" UUID,
    "status" TEXT,
    "detail" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "mail_return_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "mail_return_delivery_id_idx" ON "mail_return"("delivery_id");
