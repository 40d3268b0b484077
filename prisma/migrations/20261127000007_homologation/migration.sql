-- Homologation register: systems, their homologations, catalogues of measures, the action plan.

-- One system of that name in a dispositif.
CREATE UNIQUE INDEX dossier_one_system ON dossier (dispositif_id, (columns->>'key')) WHERE kind = 'system' AND state <> 'retired';

-- At most one homologation in preparation and one in force for each system, whoever writes at the same instant.
CREATE UNIQUE INDEX dossier_one_preparing ON dossier ((columns->>'system'))
  WHERE kind = 'homologation' AND state IN ('strategy', 'preparation', 'ready', 'commission', 'decided');
-- The new one comes into force in the transaction that ends the one before: the rule is checked at its end.
ALTER TABLE dossier ADD CONSTRAINT dossier_one_in_force EXCLUDE USING btree ((columns->>'system') WITH =)
  WHERE (kind = 'homologation' AND state IN ('in-force', 'to-renew', 'suspended')) DEFERRABLE INITIALLY DEFERRED;

-- The register, soonest end first, and what is being prepared.
CREATE INDEX dossier_homologation_until ON dossier ((columns->>'until'), id) WHERE kind = 'homologation' AND columns->>'current' = 'true';
CREATE INDEX dossier_homologation_preparing ON dossier (changed_at DESC, id)
  WHERE kind = 'homologation' AND state IN ('strategy', 'preparation', 'ready', 'commission', 'decided');
CREATE INDEX dossier_homologation_system ON dossier ((columns->>'system'), opened_at DESC) WHERE kind = 'homologation';
-- What may re-open a homologation: what moved lately, of any kind.
CREATE INDEX dossier_changed ON dossier (changed_at) WHERE kind IN ('incident', 'crisis', 'system', 'whitelist-request');

CREATE TABLE "homologation_measure" (
    "dossier_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "catalogue" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "owner" TEXT,
    "due_at" DATE,
    "proof" TEXT,
    "note" TEXT,
    CONSTRAINT "homologation_measure_pkey" PRIMARY KEY ("dossier_id","key")
);
CREATE INDEX "homologation_measure_state_due_at_idx" ON "homologation_measure"("state", "due_at");

CREATE TABLE "measure_catalogue" (
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "measure_catalogue_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "catalogue_measure" (
    "catalogue" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "section" TEXT,
    "levels" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL,
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "catalogue_measure_pkey" PRIMARY KEY ("catalogue","ref")
);
ALTER TABLE "catalogue_measure" ADD CONSTRAINT "catalogue_measure_catalogue_fkey" FOREIGN KEY ("catalogue") REFERENCES "measure_catalogue"("key") ON DELETE RESTRICT ON UPDATE CASCADE;
