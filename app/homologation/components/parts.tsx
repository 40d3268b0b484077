import { Link } from "@remix-run/react";
import {
  causeLabels,
  decisionLabels,
  homologation,
  needLabels,
  opinionLabels,
} from "#app/messages/homologation.ts";
import { homologationActs } from "#app/messages/homologation-act.ts";
import { Facts } from "#app/ui/facts.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { Why } from "#app/ui/why.tsx";
import { dayWritten } from "#machines/days.ts";
import { endOfDay } from "#machines/homologation/v1/time.ts";
import type { HomologationPage } from "../queries/homologation-page.ts";

const words = homologation.page;
type Props = { page: HomologationPage };

/** Pieces by kind: what is there, what is compulsory. */
export function Pieces({ page: { kinds, context, ref } }: Props) {
  const { pieces, replaced } = context.file;
  if (kinds.length === 0) return null;
  return (
    <section className="fr-mt-6w" aria-labelledby="pieces">
      <h2 id="pieces" className="fr-h4">
        {words.pieces}
      </h2>
      <ul>
        {kinds.map(({ key, title, text, compulsory, rule }) => {
          const piece = pieces.find(({ kind }) => kind === key);
          if (!piece && !compulsory) return null;
          return (
            <li key={key} className="fr-mb-1w">
              <strong>{title}</strong>{" "}
              {compulsory && (
                <span className="tocsin-quiet">
                  ({words.compulsory}
                  {rule ? `, ${rule}` : ""})
                </span>
              )}
              <br />
              {piece ? (
                <>
                  {piece.file ? (
                    <a href={`${paths.homologation}/${ref}/pieces/${piece.file.hash}`}>{piece.file.name}</a>
                  ) : (
                    <a href={piece.link} rel="noreferrer" target="_blank">
                      {words.link}
                    </a>
                  )}{" "}
                  <span className="tocsin-quiet">
                    {words.version(piece.version)} · {piece.owner}
                    {piece.reviewAt && ` · ${words.reviewAt} ${dayWritten(piece.reviewAt)}`}
                  </span>
                </>
              ) : (
                <span className="tocsin-quiet">{text}</span>
              )}
            </li>
          );
        })}
      </ul>
      {replaced.length > 0 && <p className="tocsin-quiet">{words.replaced(replaced.length)}</p>}
    </section>
  );
}

/** What was decided, by whom, until when; the réserves and where they stand. */
export function DecisionPart({ page: { context, hash, ref, can } }: Props) {
  const { decision, reserves, signed, suspended, timezone } = context;
  if (!decision) return null;
  const late = Object.values(reserves).some(({ lateSince, lifted }) => lateSince && !lifted);
  return (
    <section className="fr-mt-4w" aria-labelledby="decision">
      <h2 id="decision" className="fr-h4">
        {words.decision}
      </h2>
      {suspended && (
        <div className="fr-alert fr-alert--error fr-mb-3w">
          <p>
            {words.suspended(suspended.by.name, suspended.reason)} <Moment at={suspended.at} short />
          </p>
        </div>
      )}
      {late && can.includes("decision.suspended") && (
        <div className="fr-alert fr-alert--warning fr-mb-3w">
          <p>{words.suspend}</p>
          <p>
            <Link to={`${paths.homologation}/${ref}/agir/suspendre`}>
              {homologationActs["decision.suspended"]?.button}
            </Link>
          </p>
        </div>
      )}
      <Facts
        facts={[
          { name: words.decision, value: decisionLabels[decision.decision] },
          { name: words.authority, value: `${decision.authority.name}, ${decision.authority.function}` },
          { name: words.effect, value: decision.until && <Moment at={decision.effectAt} /> },
          {
            name: words.validity,
            value: decision.until && <TimeLeft dueAt={decision.until} settled={Boolean(context.ended)} />,
          },
          { name: words.conditions, value: decision.conditions },
          { name: words.reason, value: decision.reason },
          {
            name: words.signed,
            value: signed ? (
              <a href={`${paths.homologation}/${ref}/pieces/${signed.file.hash}`}>{signed.file.name}</a>
            ) : (
              decision.until && words.unsigned
            ),
          },
        ]}
      />
      {hash && (
        <div className="fr-mb-3w">
          <p className="tocsin-quiet fr-mb-0">{words.frozen(hash.slice(0, 16))}</p>
          <Why
            about={words.decision}
            reason={{ statement: words.frozenWhy, rule: "HOM-GEL", article: "RGS, article 5" }}
          />
        </div>
      )}
      {decision.reserves.length > 0 && (
        <>
          <h3 className="fr-h6">{words.reserves}</h3>
          <ul>
            {decision.reserves.map(({ key, text, owner, dueAt }) => {
              const one = reserves[key];
              const [label, tone] = one?.lifted
                ? ([words.lifted, "success"] as const)
                : one?.lateSince
                  ? ([words.late, "error"] as const)
                  : ([words.running, "info"] as const);
              return (
                <li key={key}>
                  {text} <StateBadge label={label} tone={tone} />
                  <br />
                  <span className="tocsin-quiet">
                    {owner} · <TimeLeft dueAt={endOfDay(dueAt, timezone)} settled={Boolean(one?.lifted)} />
                    {one?.lifted && ` · ${one.lifted.proof}`}
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

/** What asked to look at it again, with its cause, and what came of it. */
export function Reviews({ page: { context } }: Props) {
  if (context.reviews.length === 0) return null;
  return (
    <section className="fr-mt-6w" aria-labelledby="reexamens">
      <h2 id="reexamens" className="fr-h4">
        {words.reviews}
      </h2>
      <ul>
        {context.reviews.map(({ key, kind, ref, at, what, concluded }) => (
          <li key={key} className="fr-mb-1w">
            <strong>{causeLabels[kind] ?? kind}</strong> {what}{" "}
            {ref.startsWith("SYS") ? (
              <Link to={`${paths.homologation}/systemes/${ref}`}>{ref}</Link>
            ) : ref.startsWith("CRI") ? (
              <Link to={`${paths.crises}/${ref}`}>{ref}</Link>
            ) : ref.startsWith("INC") ? (
              <Link to={`${paths.incidents}/${ref}`}>{ref}</Link>
            ) : (
              ref
            )}
            <br />
            <span className="tocsin-quiet">
              <Moment at={at} short />
              {concluded && ` · ${concluded.by.name} : ${concluded.reason}`}
            </span>{" "}
            <StateBadge
              label={concluded ? words.lifted : words.running}
              tone={concluded ? "success" : "warning"}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Strategy, opinions, what the dossier covers. */
export function Frame({ page: { context, dispositif, owner, submittedTo } }: Props) {
  const { file, system, replaces, supersededBy, submitted, returned } = context;
  const to = (ref: string) => <Link to={`${paths.homologation}/${ref}`}>{ref}</Link>;
  return (
    <Facts
      facts={[
        {
          name: words.system,
          value: <Link to={`${paths.homologation}/systemes/${system.ref}`}>{system.name}</Link>,
        },
        { name: homologation.filter.dispositif, value: `${dispositif.name} · ${owner}` },
        { name: words.need, value: system.need && needLabels[system.need] },
        { name: words.authority, value: file.strategy?.authority.name },
        { name: words.lead, value: file.strategy?.lead.name },
        { name: words.perimeter, value: file.strategy?.perimeter },
        { name: words.replaces, value: replaces && to(replaces.ref) },
        { name: words.supersededBy, value: supersededBy && to(supersededBy.ref) },
        {
          name: words.submittedTo,
          value: submitted && (
            <>
              {submittedTo ?? words.authority} · <Moment at={submitted.at} short />
            </>
          ),
        },
        { name: words.returned, value: returned && `${returned.by.name} : ${returned.reason}` },
      ]}
    />
  );
}

/** Opinions given, and the links that the dossier covers. */
export function Opinions({ page: { context } }: Props) {
  const { opinions, articulations } = context.file;
  return (
    <>
      {opinions.length > 0 && (
        <section className="fr-mt-6w" aria-labelledby="avis">
          <h2 id="avis" className="fr-h4">
            {words.opinions}
          </h2>
          <ul>
            {opinions.map(({ member, opinion, text, at }) => (
              <li key={member}>
                <strong>{member}</strong> : {opinionLabels[opinion]}. {text}{" "}
                <span className="tocsin-quiet">
                  <Moment at={at} short />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="fr-mt-6w" aria-labelledby="couvertes">
        <h2 id="couvertes" className="fr-h4">
          {words.articulations}
        </h2>
        {articulations.length === 0 ? (
          <p>{words.noArticulations}</p>
        ) : (
          <ul>
            {articulations.map(({ key, label, means, data }) => (
              <li key={key}>
                {label} · {means} : {data}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
