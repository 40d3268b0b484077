import type { Convention } from "#conventions/schema.ts";
import type { Happening } from "../../step.ts";
import { newest, type RunbookContext, type RunbookVersion, type Signed } from "./context.ts";
import type { RunbookDataOf } from "./events.ts";

type Change = (runbook: RunbookContext, happening: Happening, convention: Convention) => RunbookContext;

/** A console's choice: the text says « périodiquement » (MBN-6.2), and no number. */
export const REVIEW_MONTHS = 12;

const signed = ({ by, at }: Happening): Signed => ({ by: { id: by.id, name: by.name }, at });

const onNewest = (runbook: RunbookContext, more: Partial<RunbookVersion>): RunbookContext => ({
  ...runbook,
  versions: [...runbook.versions.slice(0, -1), { ...newest(runbook), ...more }],
});

function draft(happening: Happening): RunbookVersion {
  const { hash, version, title } = happening.data as RunbookDataOf<"runbook.revised">;
  return { hash, version, title, state: "draft", drafted: signed(happening) };
}

/** Versions that never came into force give way to a newer text; the one in force does not. */
const giveWay = (one: RunbookVersion): RunbookVersion =>
  one.state === "in-force" || one.state === "retired" ? one : { ...one, state: "superseded" };

function monthsAfter(at: string, months: number): string {
  const due = new Date(at);
  due.setUTCMonth(due.getUTCMonth() + months);
  return due.toISOString();
}

const changes: Record<string, Change> = {
  "runbook.drafted": (_, happening) => {
    const { key, dispositif } = happening.data as RunbookDataOf<"runbook.drafted">;
    return { key, dispositif, versions: [draft(happening)], review: null };
  },
  "runbook.revised": (runbook, happening) => ({
    ...runbook,
    versions: [...runbook.versions.map(giveWay), draft(happening)],
  }),
  "runbook.submitted": (runbook, happening) => {
    const { note } = happening.data as RunbookDataOf<"runbook.submitted">;
    return onNewest(runbook, {
      state: "submitted",
      submitted: { ...signed(happening), ...(note && { note }) },
    });
  },
  "runbook.approved": (runbook, happening, { instances }) => {
    const data = happening.data as RunbookDataOf<"runbook.approved">;
    const instanceName = instances.find(({ key }) => key === data.instance)?.name ?? data.instance;
    return onNewest(runbook, {
      state: "approved",
      approved: { ...signed(happening), ...data, instanceName },
    });
  },
  "runbook.returned": (runbook, happening) => {
    const { reason } = happening.data as RunbookDataOf<"runbook.returned">;
    return onNewest(runbook, { state: "draft", returned: { ...signed(happening), reason } });
  },
  "runbook.enforced": (runbook, happening) => {
    const before = runbook.versions.map(
      (one): RunbookVersion => (one.state === "in-force" ? { ...one, state: "superseded" } : one),
    );
    const after = onNewest(
      { ...runbook, versions: before },
      { state: "in-force", enforced: signed(happening) },
    );
    return { ...after, review: { dueAt: monthsAfter(happening.at, REVIEW_MONTHS) } };
  },
  "runbook.retired": (runbook, happening) => {
    const { reason } = happening.data as RunbookDataOf<"runbook.retired">;
    const retired = { ...signed(happening), reason };
    return {
      ...runbook,
      versions: runbook.versions.map(
        (one): RunbookVersion => (one.state === "in-force" ? { ...one, state: "retired", retired } : one),
      ),
      review: null,
    };
  },
  "deadline.reached": (runbook, { at }) => ({
    ...runbook,
    review: runbook.review && { ...runbook.review, overdueSince: at },
  }),
};

/** What an event makes of a procedure; undefined when it knows no such event. */
export const changeOf = (type: string): Change | undefined =>
  Object.hasOwn(changes, type) ? changes[type] : undefined;
