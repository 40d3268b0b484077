-- What a channel spent is counted by month and by message: « 2026-11 », or the id of a notice.
ALTER TABLE "channel_budget" RENAME COLUMN "month" TO "period";
ALTER TABLE "channel_charge" RENAME COLUMN "month" TO "period";
-- TOCSIN_INSIDE_ALLOWED names the networks inside; a second list would be one to forget.
DROP TABLE "allowed_host";

-- What two people of a crisis decided to do at the ENT, one row an account or message; done by the channels' accounts.
CREATE TABLE "containment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dossier_id" UUID NOT NULL,
    "dispositif_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "detail" TEXT,
    "told" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "containment_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "containment_dossier_id_key_target_key" ON "containment"("dossier_id", "key", "target");
CREATE INDEX "containment_state_next_at_idx" ON "containment"("state", "next_at");
