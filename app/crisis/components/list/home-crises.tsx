import type { ComponentProps } from "react";
import { CrisisCards } from "./crisis-cards.tsx";

type Props = Omit<ComponentProps<typeof CrisisCards>, "level"> & { id: string; title: string };

/** Open crises on the home page, under their title; nothing where there are none. */
export function HomeCrises({ id, title, ...cards }: Props) {
  if (cards.crises.length === 0) return null;
  return (
    <section className="fr-mb-4w fr-mt-6w" aria-labelledby={id}>
      <h2 id={id} className="fr-h4">
        {title}
      </h2>
      <CrisisCards {...cards} level={3} />
    </section>
  );
}
