-- What a system's homologation is today, by system: lists of systems ask it of each row.
CREATE INDEX dossier_homologation_current ON dossier ((columns->>'system'))
  WHERE kind = 'homologation' AND columns->>'current' = 'true';
