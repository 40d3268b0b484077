import { actWords, type InstanceAct } from "#app/messages/committee-act.ts";
import type { Field } from "#app/ui/form/field-view.tsx";
import type { InstancePersonEvent } from "#machines/instance/v1/events.ts";
import type { InstancePage } from "../queries/instance-page.ts";
import { type Candidate, namedIn } from "../queries/seat-candidates.ts";
import { optional, type Values } from "./values.ts";

const f = actWords.field;
type Seat = InstancePage["seats"][number];
export type Asked = { page: InstancePage; seat: Seat | undefined; people: Candidate[] };
type Spec = {
  type: InstancePersonEvent;
  fields(asked: Asked): Field[];
  data(values: Values, asked: Asked): Record<string, unknown>;
};

const reason = (required: boolean): Field => ({ name: "reason", label: f.reason, kind: "text", required });
const chosen = (people: { person: string }[], from: Candidate[]) =>
  people.flatMap(({ person }) => from.find((one) => one.person === person)?.value ?? []).join(" ");
const many = (name: string, label: string, people: Candidate[], now: { person: string }[]): Field => ({
  name,
  label,
  kind: "checks",
  choices: people,
  value: chosen(now, people),
});

/** What each act on an instance asks, and the event that its answers make. */
export const instanceForms: Record<InstanceAct, Spec> = {
  sieger: {
    type: "seat.filled",
    fields: ({ seat, people }) => [
      { name: "holder", label: f.holder, kind: "select", required: true, choices: people, value: chosen(seat?.holder ? [seat.holder] : [], people) },
      many("substitutes", f.substitutes, people, seat?.substitutes ?? []),
    ],
    data: (values, { seat, people }) => ({
      seat: seat?.key,
      holder: namedIn(people, values.holder)[0],
      substitutes: namedIn(people, values.substitutes),
    }),
  },
  liberer: {
    type: "seat.vacated",
    fields: ({ seat }) => [
      {
        name: "who", label: f.who, kind: "select", required: true,
        choices: [...(seat?.holder ? [seat.holder] : []), ...(seat?.substitutes ?? [])].map(({ person, name }) => ({ value: person, label: name })),
      },
      reason(true),
    ],
    data: (values, { seat }) => ({ seat: seat?.key, ...optional(values, "who", "reason") }),
  },
  presider: {
    type: "chair.named",
    fields: ({ page }) => [
      { name: "seat", label: f.seat, kind: "select", required: true, choices: page.seats.map(({ key, label }) => ({ value: key, label })), value: page.seats.find(({ chairs }) => chairs)?.key ?? "" },
      reason(false),
    ],
    data: (values) => optional(values, "seat", "reason"),
  },
  secretariat: {
    type: "secretaries.named",
    fields: ({ page, people }) => [many("people", f.people, people, page.secretaries)],
    data: (values, { people }) => ({ secretaries: namedIn(people, values.people) }),
  },
  inviter: {
    type: "guests.named",
    fields: ({ page, people }) => [many("people", f.people, people, page.guests)],
    data: (values, { people }) => ({ guests: namedIn(people, values.people) }),
  },
}; // biome-ignore format: one field a line
