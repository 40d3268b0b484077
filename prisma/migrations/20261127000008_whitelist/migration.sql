-- Whitelist: what dossiers are about, the board's order, the GAR's list, the key that signs what is published.

-- « Open dossiers of this dispositif about that subject » (app/engine/dossier.ts), whatever their kind.
create index dossier_subject on dossier (dispositif_id, (columns->>'subject'))
  where columns->>'subject' is not null and closed_at is null;
-- A column of the board: its nearest clocks first, so many cards whatever the number behind them.
create index dossier_board on dossier (dispositif_id, state, (columns->>'dueAt'), id) where kind = 'whitelist-request';
-- The same application, requested or approved elsewhere.
create index dossier_application on dossier ((columns->>'application')) where kind = 'whitelist-request';
-- Requests whose technical checks are still to be made.
create index dossier_checks on dossier (changed_at) where kind = 'whitelist-request' and columns->>'checksWanted' = 'true';

CREATE TABLE "gar_resource" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "distributors" TEXT NOT NULL,
    "shown" BOOLEAN NOT NULL,
    "offered" BOOLEAN NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "gar_resource_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "gar_resource_search_idx" ON "gar_resource"("search");

CREATE TABLE "bad_host" (
    "host" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "bad_host_pkey" PRIMARY KEY ("host")
);
