import type { DossierRow } from "#app/engine/dossier.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import type { MemberContext } from "#machines/federation-member/v1/context.ts";
import type { HomologationContext } from "#machines/homologation/v1/context.ts";
import type { IncidentContext } from "#machines/incident/v1/context.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";
import type { RunbookContext } from "#machines/runbook/v1/context.ts";
import type { SystemContext } from "#machines/system/v1/context.ts";

type Facts = Record<string, unknown>;
type Place = { key: string; name: string };
const placed = ({ key, name }: Place) => ({ key, name });

/**
 * What is known of a dossier, by its kind. Ids of organisations stay inside (their keys are what the outside knows),
 * and so do the names of people: the journal has them, for who may read it.
 */
export function factsOf(row: Pick<DossierRow, "kind" | "context">): Facts {
  return factsBy[row.kind]?.(row.context) ?? {};
}

const factsBy: Record<string, (context: Facts) => Facts> = {
  incident(context) {
    const { facts, field, severity, scope, place, declarer, cnil } = context as unknown as IncidentContext;
    return {
      ...facts,
      perimeter: scope.perimeter,
      schools: scope.schools?.length ?? null,
      field,
      severity,
      place: placed(place),
      declarer: placed(declarer),
      cnil,
    };
  },
  crisis(context) {
    const {
      facts,
      scope,
      severity,
      cells,
      steps,
      compromises,
      applications = [],
      channels,
      authorities,
      sitreps,
    } = context as unknown as CrisisContext;
    const { place, declarer, incident, parties: _, schools: __, ...rest } = facts;
    return {
      ...rest,
      perimeter: scope.perimeter,
      schools: scope.schools?.length ?? null,
      place: placed(place),
      declarer: placed(declarer),
      incident: incident?.ref ?? null,
      severity,
      cells,
      steps,
      compromised: [
        ...Object.entries(compromises).flatMap(([what, one]) => (one?.confirmed ? [what] : [])),
        ...applications.map(({ what }) => what),
      ],
      channels: channels.map(({ channel }) => channel),
      authorities: authorities.map(({ authority, notifiedAt }) => ({ authority, notifiedAt })),
      sitreps: sitreps.length,
    };
  },
  lock(context) {
    const { since, open, closed, cases, attestations } = context as unknown as LockContext;
    return {
      since,
      open,
      closed,
      cases: cases.map(({ dossier, ref, state, since, compromised, opened }) => ({
        ...{ dossier, ref, state, since, compromised },
        opened: opened.map(({ channel, at }) => ({ channel, at })),
      })),
      attestations: attestations.map(({ channel, checkedAt, validUntil }) => ({
        channel,
        checkedAt,
        validUntil,
      })),
    };
  },
  communication(context) {
    const { facts, scope, author, reach, approvals, decisions, review } =
      context as unknown as CommunicationContext;
    const { audience, crisis: _, director: __, ...words } = facts;
    return {
      ...words,
      profiles: audience.profiles,
      perimeter: scope.perimeter,
      schools: reach?.schools ?? null,
      carrier: placed(author.place),
      approvals: approvals.map(({ organisation, function: role, state, dueAt, rule, article }) => ({
        ...{ organisation: organisation.key, role, state, dueAt, rule, article },
      })),
      decisions: decisions && (({ clocks: _clocks, ...counts }) => counts)(decisions),
      review: review && {
        state: review.state,
        opinions: review.opinions.map(({ instance, opinion, text, at }) => ({ instance, opinion, text, at })),
      },
    };
  },
  system(context) {
    const { key, name, nature, url, need, articulations, attestation } = context as unknown as SystemContext;
    const { owner, operator, host } = context as unknown as SystemContext;
    return {
      ...{ key, name, nature, url, owner: owner.name, operator: operator.name, host: host.name },
      need: need?.need ?? null,
      articulations: articulations.map(({ to: _, ...one }) => one),
      attestation: attestation && { checkedAt: attestation.checkedAt },
    };
  },
  homologation(context) {
    const { system, file, decision, reserves, reviews, suspended, ended } =
      context as unknown as HomologationContext;
    return {
      system: { ref: system.ref, name: system.name, need: system.need },
      demarche: file.strategy?.demarche ?? null,
      pieces: file.pieces.map(({ kind, title, version, reviewAt }) => ({
        ...{ kind, title, version },
        reviewAt: reviewAt ?? null,
      })),
      decision: decision && {
        decision: decision.decision,
        effectAt: decision.effectAt,
        until: decision.until,
        reserves: decision.reserves.map(({ key, text, dueAt }) => ({
          ...{ text, dueAt },
          lifted: Boolean(reserves[key]?.lifted),
        })),
      },
      reviews: reviews.map(({ key, kind, ref, at, concluded }) => ({
        ...{ key, kind, ref, at },
        conclusion: concluded?.conclusion ?? null,
      })),
      suspended: Boolean(suspended),
      ended: ended?.how ?? null,
    };
  },
  "federation-member"(context) {
    const { name, organisation, roles, agreement, commitments, decisions, ended } =
      context as unknown as MemberContext;
    return {
      ...{ name, organisation: organisation?.key ?? null, roles, agreement },
      commitments: commitments.map(({ key, name: commitment, check }) => ({
        ...{ key, name: commitment },
        outcome: check?.outcome ?? null,
        checkedOn: check?.checkedOn ?? null,
      })),
      decisions: decisions.map(({ kind, how, effectAt }) => ({ kind, how, effectAt })),
      ended: ended?.how ?? null,
    };
  },
  runbook(context) {
    const { key, versions, review } = context as unknown as RunbookContext;
    return {
      key,
      versions: versions.map(({ hash, version, title, state }) => ({ hash, version, title, state })),
      review,
    };
  },
};
