/** Keys and what each does, as a list. */
export const Keys = ({ keys }: { keys: Readonly<Record<string, string>> }) => (
  <dl className="tocsin-keys">
    {Object.entries(keys).map(([key, does]) => (
      <div key={key}>
        <dt>
          <kbd>{key}</kbd>
        </dt>
        <dd>{does}</dd>
      </div>
    ))}
  </dl>
);
