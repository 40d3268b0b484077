import { Link } from "@remix-run/react";
import { home } from "#app/messages/incident-home.ts";
import { EVERYTHING, type Gathered } from "#app/ui/list/gather-waiting.ts";
import { paths } from "#app/ui/paths.ts";

const words = home.subjects;

/** Where the rest of what waits is: one press a subject, kept in the address. Nothing where all is shown already. */
export function WaitingSubjects({ shown, subjects, total, subject }: Gathered & { subject: string | null }) {
  if (!subject && shown.length === total) return null;
  const links = [
    ...(subject ? [{ key: "", label: words.first }] : []),
    { key: EVERYTHING, label: words.all(total) },
    ...subjects.map(({ subject: key, count }) => ({ key, label: words.one(words.names[key] ?? key, count) })),
  ];
  return (
    <nav className="fr-mt-4w incident-screen" aria-label={words.title}>
      <p className="fr-text--bold fr-mb-1w">{words.title}</p>
      <ul className="fr-tags-group">
        {links.map(({ key, label }) => (
          <li key={key}>
            <Link
              to={key ? `?quoi=${key}` : paths.home}
              className="fr-tag"
              aria-current={key === (subject ?? "") ? "page" : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
