-- Hosts that the RSSI of one ENT reports, beside the lists that the operator imports: written only by the effects of
-- the steps of its list, one dossier a dispositif.
CREATE TABLE "reported_host" (
    "dispositif_id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "reported_host_pkey" PRIMARY KEY ("dispositif_id","host")
);
CREATE UNIQUE INDEX dossier_one_host_list ON dossier (dispositif_id) WHERE kind = 'host-list';
