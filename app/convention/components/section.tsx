import type { ReactNode } from "react";
import { convention } from "#app/messages/convention.ts";
import { register } from "#app/messages/register.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";

/** A part of the page that its menu leads to. */
export function Section({
  id,
  title,
  lead,
  children,
}: {
  id: string;
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} className="fr-mt-6w" aria-labelledby={`${id}-titre`}>
      <h2 id={`${id}-titre`} className="fr-h3">
        {title}
      </h2>
      {lead && <p>{lead}</p>}
      {children}
    </section>
  );
}

/** The article that makes it so, leading to the rule in the list below; a choice of the console is marked apart. */
export function Article({ rule, article }: { rule: string; article: string }) {
  if (rule.startsWith("CHOIX-"))
    return (
      <a href={`#regle-${rule}`} className="tocsin-article">
        <StateBadge label={convention.page.choice} tone="neutral" />
      </a>
    );
  return (
    <a href={`#regle-${rule}`} className="tocsin-article">
      {register.article(article)} · {rule}
    </a>
  );
}
