-- What has been written down is not rewritten: the journal and its seals take new rows only.
-- A superuser can drop a trigger; the hash chain and the seals mailed out are what finds that (npm run verify).
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'journal en ajout seul : % refusé sur %', tg_op, tg_table_name using errcode = 'TOC01';
end $$;

create trigger journal_entry_append_only before update or delete on journal_entry
  for each row execute function refuse_rewriting();
create trigger journal_entry_no_truncate before truncate on journal_entry
  for each statement execute function refuse_rewriting();
create trigger seal_append_only before delete on seal
  for each row execute function refuse_rewriting();
create trigger seal_no_truncate before truncate on seal
  for each statement execute function refuse_rewriting();
create trigger seal_leaf_append_only before update or delete on seal_leaf
  for each row execute function refuse_rewriting();
create trigger seal_leaf_no_truncate before truncate on seal_leaf
  for each statement execute function refuse_rewriting();

-- A seal may only gain its time stamp, once.
create function seal_takes_token_once() returns trigger language plpgsql as $$
begin
  if old.token is not null or (new.id, new.at, new.root, new.previous, new.leaves, new.position)
     is distinct from (old.id, old.at, old.root, old.previous, old.leaves, old.position) then
    raise exception 'sceau en ajout seul' using errcode = 'TOC01';
  end if;
  return new;
end $$;
create trigger seal_token_once before update on seal for each row execute function seal_takes_token_once();

-- Workers look only at what is due.
create index delivery_due on delivery (next_at) where state in ('queued', 'sending');
create index delivery_dead on delivery (dossier_id) where state in ('dead', 'refused');
create index deadline_due on deadline (due_at) where state = 'running';
create index task_open on task (function, organisation_id) where state = 'open';
