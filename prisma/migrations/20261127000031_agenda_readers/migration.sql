-- People who may read a dossier because of another one: members of a meeting, what is on its agenda.
CREATE TABLE "dossier_reader" (
    "dossier_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "because_id" UUID NOT NULL,

    CONSTRAINT "dossier_reader_pkey" PRIMARY KEY ("dossier_id","person_id","because_id")
);

CREATE INDEX "dossier_reader_person_id_idx" ON "dossier_reader"("person_id");
CREATE INDEX "dossier_reader_because_id_idx" ON "dossier_reader"("because_id");
