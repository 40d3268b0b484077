-- Known-bad hosts come in lists, each replaced as a whole by its next import: a host stays as long as one names it.
ALTER TABLE "bad_host" ADD COLUMN "source" TEXT NOT NULL DEFAULT '';
ALTER TABLE "bad_host" ALTER COLUMN "source" DROP DEFAULT;
ALTER TABLE "bad_host" DROP CONSTRAINT "bad_host_pkey";
ALTER TABLE "bad_host" ADD CONSTRAINT "bad_host_pkey" PRIMARY KEY ("host", "source");
CREATE INDEX "bad_host_source_idx" ON "bad_host"("source");

-- A list that somebody was shown the consequences of, until they confirm or show another: one each.
CREATE TABLE "bad_host_draft" (
    "person_id" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "bad_host_draft_pkey" PRIMARY KEY ("person_id")
);
ALTER TABLE "bad_host_draft" ADD CONSTRAINT "bad_host_draft_person_id_fkey"
    FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
