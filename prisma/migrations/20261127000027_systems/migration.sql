-- The list of systems, ENTs first, by name: a page costs the same among ten thousand.
CREATE INDEX dossier_systems ON dossier (((columns->>'nature') <> 'ent'), title, id) WHERE kind = 'system' AND state = 'active';
