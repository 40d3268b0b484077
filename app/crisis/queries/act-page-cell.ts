import { crisisAct, seatWord } from "#app/messages/crisis-act.ts";
import type { Member } from "#machines/crisis/v1/context.ts";
import { type CellRole, cellRoleSchema } from "#runbooks/schema.ts";
import type { ActPage } from "./act-page.ts";
import { type ActField, type ActForm, type ActValues, type Asked, mistakes } from "./act-page-field.ts";
import { proposedFor, type Seatable, searchSeatable, seatable, seatableChoice } from "./act-page-people.ts";

const { field: words, wrong: said } = crisisAct;

const sitting = ({ context }: ActPage): Member[] => context.members.filter((one) => !one.until);
const seatKey = (one: Member) => `${one.role}:${one.id}`;

/** People to choose among: those found, else those who would naturally sit there. */
async function personFields({ db, page, now }: Asked, values: ActValues, role: CellRole | null) {
  const { id } = page.dispositif;
  const chosen = values.person ? await seatable(db, id, values.person, now) : null;
  const found = values.search ? await searchSeatable(db, id, values.search, now) : [];
  const proposed = role && found.length === 0 ? await proposedFor(db, id, role, now) : [];
  const people = new Map(
    [...(chosen ? [chosen] : []), ...found, ...proposed].map((one) => [one.tenure, one]),
  );
  const search = { as: "text", name: "search", label: words.search, hint: words.searchHint } as const;
  if (people.size === 0) return [search];
  const choices = [...people.values()].map(seatableChoice);
  return [
    { as: "cards", name: "person", legend: words.person, hint: words.personHint, choices } as const,
    search,
  ];
}

/** Who was chosen, or found alone; else what is wrong. A search that finds one person is that person. */
async function personOf({ db, page, now }: Asked, values: ActValues) {
  const { id } = page.dispositif;
  const found = values.search ? await searchSeatable(db, id, values.search, now) : [];
  const chosen = values.person ? await seatable(db, id, values.person, now) : null;
  if (chosen && (!values.search || found.some((one) => one.tenure === chosen.tenure))) return { one: chosen };
  if (!values.search) return { wrong: { path: "search", message: said.person } };
  const [only] = found;
  if (only && found.length === 1) return { one: only };
  return only
    ? { wrong: { path: "person", message: said.severalFound } }
    : { wrong: { path: "search", message: said.nobodyFound(values.search.slice(0, 60)) } };
}

const personData = ({ name, organisation, ...one }: Seatable) => ({
  name,
  organisation,
  function: one.function,
});

const roleOf = (given: string | undefined): CellRole | null => cellRoleSchema.safeParse(given).data ?? null;

const give: ActForm = {
  start: (_, search) => ({ role: roleOf(search.get("role") ?? "") ?? "", standing: "holder" }),
  async fields(asked, values) {
    const members = sitting(asked.page);
    const held = (role: string) => members.filter((one) => one.role === role).map((one) => one.name);
    const roles: ActField = {
      as: "cards",
      name: "role",
      legend: words.role,
      layout: "thirds",
      choices: cellRoleSchema.options.map((role) => {
        const names = held(role).join(", ");
        return { value: role, label: seatWord(role), hint: names ? words.seatHeld(names) : words.seatFree };
      }),
    };
    const standing: ActField = {
      as: "cards",
      name: "standing",
      legend: words.standing,
      layout: "thirds",
      choices: [
        { value: "holder", label: words.holder },
        { value: "substitute", label: words.substitute },
      ],
    };
    return [roles, ...(await personFields(asked, values, roleOf(values.role))), standing];
  },
  async read(asked, values) {
    const { errors, wrong } = mistakes();
    const role = roleOf(values.role);
    if (!role) wrong("role", said.role);
    const found = await personOf(asked, values);
    if (found.wrong) wrong(found.wrong.path, found.wrong.message);
    if (!found.one) return { data: {}, errors };
    return {
      data: {
        role,
        person: found.one.person,
        ...personData(found.one),
        substitute: values.standing === "substitute",
      },
      errors,
      values: { ...values, person: found.one.tenure, search: "" },
    };
  },
};

const handOver: ActForm = {
  start: ({ page }, search) => {
    const one = sitting(page).find(
      (member) => member.role === search.get("role") && (!search.get("de") || member.id === search.get("de")),
    );
    return { seat: one ? seatKey(one) : "" };
  },
  async fields(asked, values) {
    const members = sitting(asked.page);
    return [
      {
        as: "cards",
        name: "seat",
        legend: words.seat,
        choices: members.map((one) => ({
          value: seatKey(one),
          label: words.seatOf(seatWord(one.role), one.name),
          hint: one.organisation.name,
        })),
      },
      ...(await personFields(asked, values, roleOf(values.seat?.split(":")[0]))),
      { as: "text", name: "note", label: words.handover, hint: words.handoverHint, rows: 5, required: true },
    ];
  },
  async read(asked, values) {
    const { errors, wrong } = mistakes();
    // Handed over meanwhile, perhaps by this very press: the machine says so.
    const seat = asked.page.context.members.find((one) => seatKey(one) === values.seat);
    if (!seat) wrong("seat", said.seat);
    if (!values.note) wrong("note", said.text);
    const found = await personOf(asked, values);
    if (found.wrong) wrong(found.wrong.path, found.wrong.message);
    if (!found.one || !seat) return { data: {}, errors };
    return {
      data: {
        role: seat.role,
        from: seat.id,
        to: found.one.person,
        ...personData(found.one),
        note: values.note,
      },
      errors,
      values: { ...values, person: found.one.tenure, search: "" },
    };
  },
  nothing: (page) => (sitting(page).length === 0 ? crisisAct.nothingTo.seat : null),
};

export const cellForms = { "role.given": give, "role.handed-over": handOver } as const;
