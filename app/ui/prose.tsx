type Props = {
  title: string;
  lead: string;
  sections: readonly { title: string; paragraphs: readonly string[] }[];
};

/** A page of text: statement, notice. */
export function Prose({ title, lead, sections }: Props) {
  return (
    <article className="fr-grid-row">
      <div className="fr-col-12 fr-col-lg-8">
        <h1>{title}</h1>
        <p className="fr-text--lead">{lead}</p>
        {sections.map((section) => (
          <section key={section.title} className="fr-mt-5w">
            <h2 className="fr-h4">{section.title}</h2>
            {section.paragraphs.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </section>
        ))}
      </div>
    </article>
  );
}
