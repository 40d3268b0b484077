-- Ways out to the community: claims by attempt, progress after « sent », rate, headcounts, cost, hosts allowed.

-- A claim is named by its turn, which only grows: whoever lost it can write nothing of it any more.
ALTER TABLE "delivery" ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "accepted_at" TIMESTAMPTZ(3),
ADD COLUMN "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN "read_at" TIMESTAMPTZ(3),
ADD COLUMN "failed_at" TIMESTAMPTZ(3),
ADD COLUMN "failure" TEXT,
ADD COLUMN "reach" JSONB;
create index delivery_provider on delivery (provider_id, channel) where audience = 'community' and provider_id is not null;
create index delivery_late_failure on delivery (failed_at) where state = 'sent' and failed_at is not null;

-- What a provider reports of a message that is not (yet) known here: a report may come before our own write.
CREATE TABLE "progress_report" (
    "id" BIGSERIAL NOT NULL,
    "dispositif_id" UUID,
    "channel" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "progress" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "detail" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "progress_report_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "progress_report_channel_provider_id_progress_dispositif_id_key" ON "progress_report"("channel", "provider_id", "progress", "dispositif_id");

ALTER TABLE "channel" ADD COLUMN "rate_per_minute" INTEGER,
ADD COLUMN "paced_at" TIMESTAMPTZ(6),
ADD COLUMN "test_report" JSONB;

-- People of a school by profile, as the imports count them: never a record of a person.
CREATE TABLE "headcount" (
    "organisation_id" UUID NOT NULL,
    "profile" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "headcount_pkey" PRIMARY KEY ("organisation_id", "profile")
);
ALTER TABLE "headcount" ADD CONSTRAINT "headcount_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a channel that costs has spent in a month, in ten-thousandths of a euro, and for which deliveries.
CREATE TABLE "channel_budget" (
    "channel_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "spent" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "channel_budget_pkey" PRIMARY KEY ("channel_id", "month")
);
CREATE TABLE "channel_charge" (
    "delivery_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    CONSTRAINT "channel_charge_pkey" PRIMARY KEY ("delivery_id")
);

-- Hosts of our own network that an administrator lets connectors write to.
CREATE TABLE "allowed_host" (
    "host" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "allowed_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "allowed_host_pkey" PRIMARY KEY ("host")
);
