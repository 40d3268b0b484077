-- Members of identity federations (ATR-8).

-- One living dossier of a member in a dispositif: it applies again once it has left, or was refused.
CREATE UNIQUE INDEX dossier_one_member ON dossier (dispositif_id, lower(title))
  WHERE kind = 'federation-member' AND state NOT IN ('left', 'refused', 'withdrawn');
-- The register, by name.
CREATE INDEX dossier_federation ON dossier (title, id) WHERE kind = 'federation-member';
