import type { Params } from "../write/rows.ts";

/**
 * One call for each web hook of the dispositif that asked for this type of entry, written with the step itself: a
 * crash loses none and makes none up. An exercise reaches nobody outside it, so it calls no hook.
 */
export const hooksSql = (p: Params, type: string, state: string, now: string): string => `
  hooked as (insert into web_hook_call (hook_id, dossier_id, seq, type, dossier_state, at, next_at)
    select h.id, moved.id, moved.revision, ${type}, ${p.add(state)}, ${now}, ${now}
      from moved join web_hook h on h.dispositif_id = moved.dispositif_id
     where h.enabled and not moved.exercise and ${type} = any(h.events))`;
