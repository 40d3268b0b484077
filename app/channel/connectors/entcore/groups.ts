import type { Entcore, EntcoreGroup } from "#app/platform/channels/entcore.ts";
import type { Profile } from "../../settings.ts";

/** Groups change with the school year, not with the hour; a refusal forgets the one that it was about. */
const KEPT_MS = 10 * 60_000;
const MOST = 20_000;
/** entcore's own words for a group's profile; others (Manual, Guest…) say nothing against a name. */
const profileWords: Record<Profile, string> = {
  families: "Relative",
  pupils: "Student",
  teachers: "Teacher",
  staff: "Personnel",
};

const same = (text: string) =>
  text.normalize("NFKC").replace(/[’ʼ`]/g, "'").replace(/\s+/g, " ").trim().toLocaleLowerCase("fr");

/** The groups of an ENT by name, kept for a while. */
export function entcoreGroups(client: Pick<Entcore, "visible">, clock = () => performance.now()) {
  const known = new Map<string, { id: string; until: number }>();
  return {
    /**
     * The one group of that name, and of that profile where the ENT says it.
     * @param search what the ENT is asked for, more lenient than a name.
     */
    async find(
      wanted: { name: string; search: string; profile: Profile },
      signal: AbortSignal,
    ): Promise<{ id: string; kept: boolean } | "none" | "several"> {
      const key = `${wanted.profile} ${same(wanted.name)}`;
      const kept = known.get(key);
      if (kept && kept.until > clock()) return { id: kept.id, kept: true };
      const fits = ({ name, profile }: EntcoreGroup) =>
        same(name) === same(wanted.name) &&
        (!profile ||
          !Object.values(profileWords).includes(profile) ||
          profile === profileWords[wanted.profile]);
      const ids = new Set((await client.visible(wanted.search, signal)).filter(fits).map(({ id }) => id));
      const [id] = ids;
      if (!id) return "none";
      // To guess which would be to write to people whom nobody meant.
      if (ids.size > 1) return "several";
      if (known.size >= MOST) known.clear();
      known.set(key, { id, until: clock() + KEPT_MS });
      return { id, kept: false };
    },
    forget: () => known.clear(),
  };
}
