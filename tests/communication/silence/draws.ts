import fc from "fast-check";
import type { Convention } from "#conventions/schema.ts";
import { conventionNamed } from "../../crisis/model/cast.ts";

const FILES = [
  "mbn-grand-est",
  "ent-ecoles-versailles",
  "ent-ecoles-nancy-metz",
  "ent-beaulieu-dsden06",
  "ene-atrium",
];
const texts = FILES.map(conventionNamed);
const PROCESSES = ["classique", "urgent", "crise", "surete"] as const;
const KINDS = ["region", "departement", "academie", "dsden", "draaf", "commune", "etablissement"] as const;

const silence = fc.constantFrom("approves" as const, "escalates" as const);
const within = fc.constantFrom(
  undefined,
  { workingDays: 1 },
  { workingDays: 2 },
  { workingDays: 5 },
  { workingHours: 48 },
  { hours: 48 },
);
const step = (rule: string) =>
  fc.option(
    fc
      .record({ silence, within, for: fc.subarray([...KINDS], { minLength: 1 }) })
      .map(({ within: delay, ...one }) => ({
        ...{ ...one, rule, article: "5.3" },
        ...(delay && { within: delay }),
      })),
    { nil: undefined },
  );
/** A text of the project, or that text with the steps of one of its processes written otherwise. */
const aText = fc.record({
  n: fc.nat(FILES.length - 1),
  changed: fc.option(
    fc.record({ process: fc.constantFrom(...PROCESSES), t1: step("MBN-5.3-T1"), t2: step("MBN-5.3-T2") }),
  ),
  silentOnCrisis: fc.boolean(),
});
type TextDrawn = typeof aText extends fc.Arbitrary<infer T> ? T : never;

/** The text of a run, whole. */
export function written({ n, changed, silentOnCrisis }: TextDrawn): Convention {
  const text = texts[n] as Convention;
  const { communication } = text;
  if (!communication) return text;
  // Steps are written into the processes of whichever text has some; Grand Est's stand in elsewhere.
  const processes = communication.processes ?? (texts[0] as Convention).communication?.processes;
  if (!processes) return text;
  const one = changed && processes[changed.process];
  const { t1: _1, t2: _2, ...rest } = one ?? processes.classique;
  return {
    ...text,
    communication: {
      ...communication,
      ...(silentOnCrisis && { approvals: [] }),
      processes: changed
        ? {
            ...processes,
            [changed.process]: {
              ...rest,
              by: [...KINDS],
              ...(changed.t1 && { t1: changed.t1 }),
              ...(changed.t2 && { t2: changed.t2 }),
            },
          }
        : processes,
    },
  } as Convention;
}

const RIGHT = {
  "t1.approved": "approver", "t1.adapted": "approver", "t1.rejected": "second", "adaptation.accepted": "author",
  "adaptation.declined": "author", "approval.given": "approver", "approval.refused": "stranger",
  "t2.accepted": "school", "t2.refused": "school", "communication.withdrawn": "author",
} as const; // biome-ignore format: a list to read at a glance
const types = Object.keys(RIGHT) as (keyof typeof RIGHT)[];
const anyone = fc.constantFrom(
  "author" as const,
  "approver" as const,
  "second" as const,
  "school" as const,
  "stranger" as const,
);
/** Ends of a life come less often than what goes on. */
const said = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...types.filter((one) => !/rejected|refused|withdrawn/.test(one))),
  },
  { weight: 1, arbitrary: fc.constantFrom(...types) },
);
/** Mostly whoever should, sometimes anyone. */
const saying = said.chain((type) =>
  fc.record({
    do: fc.constant("say" as const),
    type: fc.constant(type),
    who: fc.oneof({ weight: 4, arbitrary: fc.constant(RIGHT[type]) }, { weight: 2, arbitrary: anyone }),
  }),
);
const aMove = fc.oneof(
  // A clock rings: one of the message's own, at its end, too early, or long after; or one that it does not have.
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("ring" as const),
      rank: fc.nat(5),
      soon: fc.boolean(),
      drift: fc.constantFrom(-86_400_000, -1, 0, 1, 86_400_000 * 30),
    }),
  },
  { weight: 6, arbitrary: saying },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      hours: fc.constantFrom(0, 1, 23, 25, 72, 200, 1_000),
    }),
  },
  // The console was down, or the directory changed: clocks ring for nothing.
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("stray" as const),
      key: fc.constantFrom("t1-", "t2-", "approval-", "start", "end", "t1-nobody", "soon-t2-x"),
    }),
  },
);
export const aRun = fc.record({
  text: aText,
  process: fc.constantFrom(...PROCESSES, "classique" as const, "classique" as const),
  carrier: fc.constantFrom(...KINDS, "departement" as const, "region" as const),
  territories: fc.integer({ min: 1, max: 3 }),
  schools: fc.integer({ min: 1, max: 3 }),
  moves: fc.array(aMove, { minLength: 2, maxLength: 14 }),
  day: fc.integer({ min: 0, max: 400 }),
});
export type Run = typeof aRun extends fc.Arbitrary<infer T> ? T : never;
