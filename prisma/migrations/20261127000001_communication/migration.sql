-- Messages to the community: what each head of school decides (MBN-5.3-T2).
CREATE TABLE "school_decision" (
    "dossier_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "via" TEXT,
    "by_id" UUID,
    "by" TEXT,
    "at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "rule" TEXT NOT NULL,
    "article" TEXT NOT NULL,
    CONSTRAINT "school_decision_pkey" PRIMARY KEY ("dossier_id","organisation_id")
);
CREATE INDEX "school_decision_organisation_id_idx" ON "school_decision"("organisation_id");
