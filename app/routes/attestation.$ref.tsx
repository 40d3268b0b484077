import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { homologationOf } from "#app/homologation/queries/homologation-page.ts";
import { frame } from "#app/messages/frame.ts";
import { decisionLabels, homologation, homologationState } from "#app/messages/homologation.ts";
import { Facts } from "#app/ui/facts.tsx";
import { problem } from "#app/ui/problem.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";

const words = homologation.attestation;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: frame.titled(data ? words.of(data.name) : words.title) },
];

const LIVING = ["in-force", "to-renew"];

/**
 * What users of a téléservice may know of its homologation (RGS, article 5), without signing in, where the authority
 * shows it: the decision, who took it, until when. Nothing of the dossier; unknown and unpublished look alike.
 */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const row = await homologationOf(context.db, params.ref ?? "");
  const decision = row?.context.decision;
  if (!row || !decision?.until || !row.context.shown) throw problem(404);
  return {
    ref: row.ref,
    name: row.context.system.name,
    owner: row.owner,
    state: row.state,
    living: LIVING.includes(row.state),
    decision: decision.decision,
    authority: decision.authority.function,
    from: decision.effectAt,
    until: decision.until,
  };
}

export default function Attestation() {
  const { ref, name, owner, state, living, decision, authority, from, until } =
    useLoaderData<typeof loader>();
  return (
    <div className="fr-col-12 fr-col-lg-8">
      <h1 dir="auto">{words.of(name)}</h1>
      {living ? (
        <p className="fr-text--lead">{words.lead}</p>
      ) : (
        <div className="fr-alert fr-alert--warning fr-mb-3w">
          <p>{state === "suspended" ? words.suspended : words.over}</p>
        </div>
      )}
      <Facts
        facts={[
          { name: words.state, value: <StateBadge {...homologationState(state)} /> },
          { name: words.decision, value: decisionLabels[decision] },
          { name: words.authority, value: authority },
          { name: words.owner, value: owner },
          { name: words.from, value: <Moment at={from} /> },
          { name: words.until, value: <Moment at={until} /> },
          { name: words.ref, value: ref },
        ]}
      />
      <p className="fr-mt-3w">{words.risk}</p>
    </div>
  );
}
