-- What leaves by another way than a delivery: calls of web hooks, actions at the ENT. Nobody writes such a row for an
-- exercise, and should somebody one day, it is not written and never claimed: an exercise reaches its players, by mail.
-- A NEW TABLE OF THINGS THAT LEAVE takes this trigger too (tests/exercise/ways-out.test.ts finds the one that has not).
create function exercise_leaves_by_no_other_way() returns trigger language plpgsql as $$
begin
  if exists (select 1 from dossier d where d.id = new.dossier_id and d.exercise_id is not null) then
    return null;
  end if;
  return new;
end $$;
create trigger web_hook_call_of_exercise before insert or update of state, dossier_id on web_hook_call for each row
  execute function exercise_leaves_by_no_other_way();
create trigger containment_of_exercise before insert or update of state, dossier_id on containment for each row
  execute function exercise_leaves_by_no_other_way();
