-- Exercises: a dossier of an exercise names the exercise that it belongs to (its own id where it stands alone), and
-- for ever. Nothing of an exercise leaves for anyone but its players: the database itself sees to it, whatever
-- statement asks.
ALTER TABLE "dossier" ADD COLUMN "exercise_id" UUID;
update dossier set exercise_id = id where exercise;
alter table dossier add constraint dossier_exercise_named check (exercise = (exercise_id is not null));
create index dossier_of_exercise on dossier (exercise_id) where exercise_id is not null;

-- One lock per dispositif, and one for each exercise.
drop index dossier_one_lock;
create unique index dossier_one_lock on dossier (dispositif_id) where kind = 'lock' and exercise_id is null;
create unique index dossier_one_lock_an_exercise on dossier (exercise_id) where kind = 'lock' and exercise_id is not null;

create function exercise_is_for_ever() returns trigger language plpgsql as $$
begin
  if (new.exercise, new.exercise_id) is distinct from (old.exercise, old.exercise_id) then
    raise exception 'un dossier ne passe pas de l''exercice au réel, ni d''un exercice à un autre' using errcode = 'TOC02';
  end if;
  return new;
end $$;
create trigger dossier_exercise_for_ever before update of exercise, exercise_id on dossier
  for each row execute function exercise_is_for_ever();

-- The one door of an exercise. A delivery leaves by becoming « sending »; this stands before it in every statement
-- that would make it so, claims and gates alike, today's and those not written yet. Of an exercise only this may pass:
-- a professional message to a player of that very exercise, at the player's own address, before its end. All else is
-- « simulated »; to the community, only where the exercise's own lock is open, else « held » as in earnest.
-- A NEW CHANNEL IS SHUT HERE BY ITSELF: to let it reach players, add its key and where a player's own address on it is
-- found to the case below (app/engine/outbox/isolation.md says how).
create function exercise_reaches_its_players_only() returns trigger language plpgsql as $$
declare
  belongs uuid;
  doors jsonb;
  why jsonb;
begin
  select d.exercise_id into belongs from dossier d where d.id = new.dossier_id;
  if belongs is null then
    return new;
  end if;
  if new.audience = 'professional' and exists (
    select 1 from dossier e join person p on p.id = new.person_id
     where e.id = belongs and e.kind = 'exercise' and e.state in ('prepared', 'running', 'paused')
       and e.context->'players' @> jsonb_build_array(jsonb_build_object('id', new.person_id::text))
       and lower(new.address) = lower(case new.channel when 'mail' then p.email end)) then
    return new;
  end if;
  new.state := 'simulated';
  -- Whatever is wrong with an exercise must not stop the claim of a real alert beside it: it stays simulated.
  begin
    if new.audience = 'community' then
      select d.context into doors from dossier d where d.kind = 'lock' and d.exercise_id = belongs;
      if not coalesce(doors->'open' @> jsonb_build_array(jsonb_build_object('channel', new.channel)), false) then
        select jsonb_agg(one) into why from jsonb_array_elements(coalesce(doors->'closed', '[]')) c,
               jsonb_array_elements(c->'because') one where c->>'channel' = new.channel;
        new.state := 'held';
        new.held := jsonb_build_object('since', to_char(coalesce(new.claimed_at, new.next_at) at time zone 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'because', coalesce(why, '[]'));
      end if;
    end if;
  exception when others then
    new.state := 'simulated';
  end;
  new.claimed_by := null;
  new.leaving_at := null;
  new.history := new.history || jsonb_build_array(jsonb_build_object('state', new.state,
    'at', to_char(coalesce(new.claimed_at, new.next_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
  return new;
end $$;
create trigger delivery_of_exercise_leaves before update of state on delivery for each row
  when (new.state = 'sending' or (new.state = 'sent' and old.state is distinct from 'sending'))
  execute function exercise_reaches_its_players_only();
create trigger delivery_of_exercise_made before insert on delivery for each row
  when (new.state in ('sending', 'sent')) execute function exercise_reaches_its_players_only();
