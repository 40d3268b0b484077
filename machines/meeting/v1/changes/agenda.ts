import type { Happening, World } from "../../../step.ts";
import { composed } from "../composition.ts";
import type { Item, MeetingContext, Party } from "../context.ts";
import type { MeetingDataOf, MeetingEvent } from "../events.ts";
import { foundIn } from "../found.ts";
import { toldOf } from "../news.ts";
import { VERDICTS } from "../words.ts";

export type Change = (context: MeetingContext, happening: Happening, world: World) => MeetingContext;
export const dataOf = <Type extends MeetingEvent>({ data }: Happening, _: Type) =>
  data as MeetingDataOf<Type>;
export const signed = ({ at, by }: Happening) => ({ at, by: { id: by.id, name: by.name } });

type Given = MeetingDataOf<"item.added">;

/** A point as it is put on the agenda; its dossier as the engine found it. */
function itemFrom(given: Given, n: number, happening: Happening): Item {
  const found = foundIn(happening.data).agenda?.find(({ id }) => id === given.dossier);
  const { key, kind, title, cause, papers = [], presentation, proposal } = given;
  return {
    ...{ key, n, kind, title, papers },
    dossier: found ? { id: found.id, ref: found.ref, machine: found.machine } : null,
    cause: cause ?? null,
    state: "waiting",
    proposal: proposal ?? VERDICTS[kind][0],
    presentation: presentation ? { ...signed(happening), text: presentation } : null,
    discussion: null,
    revision: presentation ? 1 : 0,
    opinions: [],
    votes: [],
    conflicts: [],
    takenBack: [],
    tally: null,
    outcome: null,
  };
}

const numbered = (items: Item[]): Item[] => items.map((item, n) => ({ ...item, n: n + 1 }));

const partiesOf = ({ parties }: World["convention"], keys: string[]): Party[] =>
  parties.filter(({ key }) => keys.includes(key)).map(({ key, name }) => ({ key, name }));

/** First context of a meeting. */
export function planned(happening: Happening, world: World): MeetingContext {
  const { instance, kind, at, endsAt, place, link, timezone, items, extra } = dataOf(
    happening,
    "meeting.planned",
  );
  const said = world.convention.instances.find(({ key }) => key === instance.key);
  const { composition } = foundIn(happening.data);
  return {
    instance: {
      ...instance,
      name: said?.name ?? instance.key,
      rule: said?.rule ?? "",
      article: said?.article ?? "",
    },
    ...{ kind, at, endsAt, place, link, timezone },
    ...composed(
      world.convention,
      instance.key,
      composition ?? { seats: [], chairSeat: null, secretaries: [], guests: [] },
    ),
    items: numbered(items.map((item, n) => itemFrom(item, n + 1, happening))),
    presence: [],
    visits: [],
    extra: extra ? { agreed: partiesOf(world.convention, extra.agreed) } : null,
    convened: null,
    openedAt: null,
    closedAt: null,
    consultation: null,
    minutes: null,
    cancelled: null,
  };
}

const recompose: Change = (context, happening, world) => {
  const { composition } = foundIn(happening.data);
  return composition
    ? { ...context, ...composed(world.convention, context.instance.key, composition) }
    : context;
};

/** Those called know it as it stands. */
const told = (context: MeetingContext): MeetingContext => ({
  ...context,
  convened: context.convened && { ...context.convened, told: toldOf(context) },
});

const onPapers = (
  context: MeetingContext,
  key: string,
  change: (papers: Item["papers"]) => Item["papers"],
): MeetingContext => ({
  ...context,
  items: context.items.map((item) => (item.key === key ? { ...item, papers: change(item.papers) } : item)),
});
/** What a paper is known by: the hash of its file, or its link. */
export const paperKey = ({ file, link }: Item["papers"][number]) => file?.hash ?? link ?? "";

/** The next SEQUENCE of its calendar event: what was called before is replaced. */
const called = (context: MeetingContext, happening: Happening, note: string | null) => ({
  ...signed(happening),
  sequence: (context.convened?.sequence ?? -1) + 1,
  note,
});

export const agendaChanges: Partial<Record<MeetingEvent, Change>> = {
  "item.added": (context, happening) => ({
    ...context,
    items: [...context.items, itemFrom(dataOf(happening, "item.added"), context.items.length + 1, happening)],
  }),
  "item.removed": (context, happening) => {
    const { item } = dataOf(happening, "item.removed");
    return { ...context, items: numbered(context.items.filter(({ key }) => key !== item)) };
  },
  "item.moved": (context, happening) => {
    const { item, to } = dataOf(happening, "item.moved");
    const moved = context.items.filter(({ key }) => key === item);
    const others = context.items.filter(({ key }) => key !== item);
    return { ...context, items: numbered([...others.slice(0, to - 1), ...moved, ...others.slice(to - 1)]) };
  },
  "paper.added": (context, happening) => {
    const { item, paper } = dataOf(happening, "paper.added");
    return onPapers(context, item, (papers) => [...papers, paper]);
  },
  "paper.removed": (context, happening) => {
    const { item, paper } = dataOf(happening, "paper.removed");
    return onPapers(context, item, (papers) => papers.filter((one) => paperKey(one) !== paper));
  },
  /** Neither the day nor the place moved: a calendar keeps its SEQUENCE (RFC 5546 §2.1.4). */
  "changes.told": told,
  /** The reminder says what changed as well. */
  "deadline.reached": (context, { data }) => (data.key === "before" ? told(context) : context),
  "extra.agreed": (context, happening, { convention }) => ({
    ...context,
    extra: { agreed: partiesOf(convention, dataOf(happening, "extra.agreed").parties) },
  }),
  "meeting.rescheduled": (context, happening) => {
    const { at, endsAt, place, link } = dataOf(happening, "meeting.rescheduled");
    const length = Date.parse(context.endsAt) - Date.parse(context.at);
    const starts = new Date(at).toISOString();
    return told({
      ...context,
      at: starts,
      endsAt: new Date(endsAt ?? Date.parse(starts) + length).toISOString(),
      place: place ?? context.place,
      link: link ?? context.link,
      convened: context.convened && called(context, happening, context.convened.note),
    });
  },
  "meeting.convened": (context, happening, world) => {
    const { note } = dataOf(happening, "meeting.convened");
    const convened = called(context, happening, note ?? null);
    return told({ ...recompose(context, happening, world), convened });
  },
  "consultation.opened": (context, happening, world) => {
    const { closesAt, reason } = dataOf(happening, "consultation.opened");
    const ends = new Date(closesAt).toISOString();
    return {
      ...recompose(context, happening, world),
      items: context.items.map((item) => ({ ...item, state: "open" })),
      openedAt: happening.at,
      endsAt: ends,
      consultation: { opensAt: happening.at, closesAt: ends, reason, closedAt: null },
    };
  },
  "meeting.cancelled": (context, happening) => ({
    ...context,
    convened: context.convened && called(context, happening, context.convened.note),
    cancelled: { ...signed(happening), reason: dataOf(happening, "meeting.cancelled").reason },
  }),
};
