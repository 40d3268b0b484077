import type { ReactNode } from "react";

/** A part of a point, with its own title. */
export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="fr-mt-3w">
    <h3 className="fr-h6 fr-mb-1w">{title}</h3>
    {children}
  </section>
);
