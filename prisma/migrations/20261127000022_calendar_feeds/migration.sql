-- One secret iCalendar link a person. The link is computed from the console's secret and the generation: nothing that
-- opens it is kept, and a revoked one never opens again, because the generation only grows.
CREATE TABLE "calendar_feed" (
    "person_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("person_id")
);
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
