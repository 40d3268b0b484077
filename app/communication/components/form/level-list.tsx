import { processes, processWords } from "#app/messages/communication.ts";
import { messageList } from "#app/messages/communication-list.ts";

/** The four levels and what each is, for who has not met them yet (MBN-5.2). */
export function LevelList() {
  return (
    <section className="fr-mt-6w" aria-labelledby="niveaux">
      <h2 id="niveaux" className="fr-h4">
        {messageList.empty.levels}
      </h2>
      <dl className="message-list">
        {processes.map((process) => {
          const { label, definition } = processWords[process];
          return (
            <div key={process}>
              <dt>{label}</dt>
              <dd>{definition}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
