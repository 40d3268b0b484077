-- Instances and their meetings.

-- One dossier for each instance of a dispositif, whoever opens it at the same instant.
CREATE UNIQUE INDEX dossier_one_instance ON dossier (dispositif_id, (columns->>'key')) WHERE kind = 'instance';
-- Meetings by date, of one instance or of all.
CREATE INDEX dossier_meeting_at ON dossier ((columns->>'instance'), (columns->>'at') DESC, id) WHERE kind = 'meeting';
