import { citedFor } from "#conventions/instance.ts";
import type { Convention } from "#conventions/schema.ts";
import type { InstanceDataOf, Terms } from "./events.ts";

type Place = { id: string; key: string; kind: string; name: string };
type Given = InstanceDataOf<"seat.added">["seat"];

/**
 * What a version of the convention says of one of its instances; null where it has no such instance.
 * @param edition which text of that version
 */
export function termsOf(convention: Convention, key: string, edition: string): Terms | null {
  const instance = convention.instances.find((one) => one.key === key);
  if (!instance) return null;
  const { name, rule, article, perYear, chair, convenes } = instance;
  return {
    ...{ version: convention.version, edition, name, rule, article },
    perYear: perYear ? { least: perYear, ...citedFor(instance, "perYear") } : null,
    chair: chair ? { kind: chair, ...citedFor(instance, "chair") } : null,
    convenes: { kinds: convenes ?? [], ...citedFor(instance, "convenes") },
  };
}

/**
 * The seats that the text creates: so many a party of that kind, or in all. A party that is « each school » or « each
 * commune » has no organisation of its own: whoever fills the seat says which.
 * @param places organisations of the dispositif by their key in the convention
 * @param words what a seat is called, from its party and the function proposed for it
 */
export function seatsOf(
  convention: Convention,
  key: string,
  places: Map<string, Place>,
  words: (party: string, role: string | null) => string,
): Given[] {
  const instance = convention.instances.find((one) => one.key === key);
  return (instance?.members ?? []).flatMap(({ kind, function: role = null, seats, inAll, substitutes }) => {
    const parties = convention.parties.filter((party) => party.kind === kind);
    const known = parties.filter(({ organisation }) => organisation);
    const holders = inAll || known.length === 0 ? [null] : known;
    return holders.flatMap((party) =>
      Array.from({ length: seats }, (_, n): Given => {
        const single = party ?? (known.length === 1 && parties.length === 1 ? known[0] : null);
        const organisation = (single?.organisation && places.get(single.organisation)) || null;
        const name = single?.name ?? (parties.length === 1 ? parties[0]?.name : undefined) ?? kind;
        const label = words(party || single ? name : kind, role);
        return {
          key: [party?.key ?? kind, role?.toLowerCase(), ...(seats > 1 ? [n + 1] : [])]
            .filter((part) => part !== null && part !== undefined)
            .join("-"),
          kind,
          label: (seats > 1 ? `${label} (${n + 1})` : label).slice(0, 160),
          organisation: organisation && {
            id: organisation.id,
            key: organisation.key,
            kind: organisation.kind,
            name: organisation.name,
          },
          function: role,
          substitutes,
        };
      }),
    );
  });
}
