-- Calendars: what a commune's Good Friday is, and school holidays.
-- Each choice about a commune is a new row; the last one of a commune holds. « off » null: back to its département.
CREATE TABLE "good_friday_choice" (
    "id" BIGSERIAL NOT NULL,
    "insee" TEXT NOT NULL,
    "commune" TEXT NOT NULL,
    "departement" TEXT NOT NULL,
    "off" BOOLEAN,
    "reason" TEXT NOT NULL,
    "by" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "good_friday_choice_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "good_friday_choice_insee_id_idx" ON "good_friday_choice"("insee", "id" DESC);
create trigger good_friday_choice_append_only before update or delete on good_friday_choice
  for each row execute function refuse_rewriting();
create trigger good_friday_choice_no_truncate before truncate on good_friday_choice
  for each statement execute function refuse_rewriting();

CREATE TABLE "school_holiday" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "academie" TEXT NOT NULL,
    "departements" TEXT[],
    "zone" TEXT,
    "name" TEXT NOT NULL,
    "year" TEXT NOT NULL,
    "starts" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "file" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "school_holiday_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "school_holiday_academie_year_name_key" ON "school_holiday"("academie", "year", "name");
CREATE INDEX "school_holiday_ends_starts_idx" ON "school_holiday"("ends", "starts");
