import { directory } from "#app/messages/directory-pages.ts";
import { functionLabel } from "#app/messages/directory-words.ts";
import { PhoneLink } from "#app/ui/phone-link.tsx";
import { formatDay } from "#app/ui/time/format.ts";
import { useClock } from "#app/ui/time/now.tsx";
import { Mailbox } from "./mail-state.tsx";
import type { ShownFunction, ShownHolder } from "./shown-organisation.ts";

const { page: words } = directory;

/** Each function with who holds it, substitutes in order. */
export function FunctionList({ functions }: { functions: readonly ShownFunction[] }) {
  return (
    <section className="fr-mb-5w">
      <h2 className="fr-h4">{words.functions}</h2>
      <dl className="tocsin-facts">
        {functions.map(({ function: name, people, hidden }) => (
          <div key={name}>
            <dt>{functionLabel(name)}</dt>
            {people.length === 0 && <dd className="tocsin-quiet">{hidden ? words.hidden : words.vacant}</dd>}
            {people.map((one) => (
              <dd key={one.id}>
                <Holder one={one} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}

function Holder({ one }: { one: ShownHolder }) {
  const { zone } = useClock();
  const day = (at: string) => formatDay(new Date(at), zone).replace(/^\S+ /, "");
  return (
    <>
      <strong>{one.name}</strong>{" "}
      <span className="tocsin-quiet">
        {one.rank === 0 ? words.holder : words.substitute(one.rank)}
        {one.from && ` ${words.since} ${day(one.from)}`}
        {one.until && ` ${words.until} ${day(one.until)}`}
      </span>
      <br />
      <Mailbox mail={one.email} state={one.mailState} />
      {one.phone && (
        <>
          {" · "}
          <PhoneLink number={one.phone} />
        </>
      )}
    </>
  );
}
