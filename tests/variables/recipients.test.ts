import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderCommunity } from "#app/channel/messages/render-community.ts";
import type { CommunityChannels } from "#app/engine/outbox/channel.ts";
import type { Claimed } from "#app/engine/outbox/claim.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { missingValues } from "#app/engine/variables/missing-values.ts";
import { variableWords } from "#app/messages/variables.ts";
import type { Scope } from "#machines/effects.ts";
import { type Community, community, ENT } from "../outbox/community.ts";

describe.each(["postgres", "embedded"] as const)(
  "a variable without value for 3 of 5,500 recipients, %s",
  (kind) => {
    let c: Community;
    let scope: Scope;
    beforeAll(async () => {
      c = await community(kind);
      const [place] = await c.db.query<{ id: string }>(
        "select id from organisation where key = 'academie-versailles'",
      );
      scope = { perimeter: "academie", academie: "Test", place: place?.id ?? "", declarer: place?.id ?? "" };
      await c.db.query(
        `with made as (insert into organisation (key, kind, name, uai, academie, departement, commune_name, updated_at)
         select 'v' || n, 'ecole', 'École n° ' || lpad(n::text, 4, '0'), lpad(n::text, 7, '0') || 'V', 'Test', '78',
                case when n in (7, 8) then null when n = 9 then '  ' else 'Ville ' || n end, now() from generate_series(1, 5500) n returning id)
       insert into coverage (dispositif_id, organisation_id) select $1::uuid, id from made`,
        [c.dispositif],
      );
    });
    afterAll(() => c.db.close());

    test("they are told before it is sent, by name, in one statement", async () => {
      const where = { dispositif: c.dispositif, scope };
      const found = await missingValues(
        c.db,
        where,
        ["{{etablissement}}", "À {{ville}}, \\{{telephone}}"],
        c.v.now,
      );
      expect(found).toMatchObject({ recipients: 5500, schools: 3 });
      const [ville] = found.missing;
      expect(ville?.schools.map(({ key }) => key)).toEqual(["v7", "v8", "v9"]);
      expect(variableWords.missing("ville", ville?.count ?? 0, found.recipients).replace(/\s/g, " ")).toBe(
        "3 établissements sur 5 500 n’ont pas de valeur pour « Commune de l’établissement ».",
      );
      expect(await missingValues(c.db, where, ["Sans variable, le {{date}}"], c.v.now)).toEqual({
        recipients: 5500,
        schools: 0,
        missing: [],
      });
      const heads = await missingValues(c.db, where, ["{{chefEtablissement}}"], c.v.now);
      expect(heads.missing[0]).toMatchObject({ variable: "chefEtablissement", count: 5500 });
      expect(heads.missing[0]?.schools).toHaveLength(50);
    });

    test("sent all the same, each school reads its own words and the three are refused with the reason", async () => {
      await c.lock([{ channel: ENT }]);
      const notice = await c.queue(0);
      await c.db.query("update notice set facts = facts || $2::jsonb where id = $1", [
        notice,
        JSON.stringify({
          subject: "Rentrée à {{ville}}",
          body: "Bonjour {{etablissement}} ({{uai}}, {{departement}}), le {{date}} : \\{{uai}}",
          timezone: "Europe/Paris",
        }),
      ]);
      await c.db.query("update organisation set name = '<b>École {{uai}}</b>' where key = 'v1'");
      await c.db.query(
        `insert into delivery (notice_id, dossier_id, organisation_id, function, name, address, channel, rule, article,
         alert, via, next_at, audience, dispositif_id)
       select $1::uuid, $2::uuid, o.id, 'families', o.name, o.uai || '/families', $3, 'MBN-5.2', '5.2', 'community', 'community',
              $4::timestamptz, 'community', $5::uuid from organisation o where o.key in ('v1', 'v2', 'v7', 'v8', 'v9')`,
        [notice, c.dossier, ENT, c.v.now.toISOString(), c.dispositif],
      );
      const said: { delivery: Claimed; html: string; subject: string; text: string }[] = [];
      const channels: CommunityChannels = async () => ({
        concurrency: 4,
        async prepare(delivery, given) {
          const message = renderCommunity(given);
          return {
            async send() {
              if (message)
                said.push({ delivery, html: message.html, subject: message.subject, text: message.text });
              return { ok: true };
            },
          };
        },
      });
      const onError = (error: unknown) => console.error(error);
      await outboxWorker(c.db, { channels: {}, community: channels, now: () => c.v.now, onError }).run();
      const [first, second] = said.sort((a, b) => a.subject.localeCompare(b.subject));
      expect(said).toHaveLength(2);
      expect(first?.subject).toBe("Rentrée à Ville 1");
      expect(first?.text).toContain(
        "Bonjour <b>École {{uai}}</b> (0000001V, Yvelines), le 24 mars 2026 : {{uai}}",
      );
      expect(first?.html).toContain("&lt;b&gt;École {{uai}}&lt;/b&gt;");
      expect(second?.text).toContain("Bonjour École n° 0002 (0000002V");
      const rows = await c.rows(notice);
      const refused = rows.filter(({ state }) => state === "refused");
      expect(refused.map(({ last_error }) => last_error)).toEqual(
        Array(3).fill("l’annuaire ne dit pas {{ville}} pour cet établissement"),
      );
    });
  },
);
