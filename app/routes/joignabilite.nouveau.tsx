import { randomUUID } from "node:crypto";
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { ReceiptReused, receiptFor } from "#app/engine/receipt.ts";
import { frame } from "#app/messages/frame.ts";
import { reachability as words } from "#app/messages/reachability.ts";
import { Forbidden } from "#app/platform/caller.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { openTest, previewTest } from "#app/reachability/commands/open-test.ts";
import style from "#app/reachability/components/reachability.css?url";
import { TestForm } from "#app/reachability/components/test-form.tsx";
import { TestPreviewView } from "#app/reachability/components/test-preview.tsx";
import { previewOf } from "#app/reachability/queries/preview.ts";
import { testTerritories } from "#app/reachability/queries/tests-list.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { readValues } from "#app/ui/form/read-values.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.form.title) }];
export const links = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: style },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "reachability.run");
  return {
    dispositifs: await testTerritories(context.db, reachOf(tenures, "reachability.run")),
    key: randomUUID(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "reachability.run");
  const values = readValues(await request.formData());
  const { intent = "", key = "", functions = "", where = "", title = "", text = "" } = values;
  const { db } = context;
  const now = context.now();
  if (intent === "edit") return { step: "form" as const, values, errors: [] as FieldError[] };
  // « dispositif@territoire », one choice on the page. The end that was read and agreed to, not counted anew.
  const [dispositif = "", territory = ""] = where.split("@");
  const ends = values.endsAt ? new Date(values.endsAt) : parsePlanned(values.ends ?? "", now, "Europe/Paris");
  const body = {
    ...{ dispositif, territory: territory || "dispositif", title: title || words.form.nameDefault },
    functions: functions.split(" ").filter(Boolean),
    ...(text && { text }),
    endsAt: ends && !Number.isNaN(ends.getTime()) ? ends.toISOString() : "",
  };
  try {
    if (intent !== "send") {
      const preview = previewOf((await previewTest(db, caller, body, now)).recipients);
      return { step: "preview" as const, values, preview, endsAt: body.endsAt };
    }
    const receipt = receiptFor(caller.person.id, key.slice(0, 100), body);
    const { ref } = await openTest(db, caller, body, now, receipt);
    context.wake?.();
    return redirect(`${paths.reachability}/${ref}`);
  } catch (error) {
    if (error instanceof Forbidden) throw problem(403, { detail: error.message });
    const errors =
      error instanceof InputRefused
        ? error.errors.map(({ path, message }) => ({
            path: fields[path.split(".")[0] ?? ""] ?? "title",
            message,
          }))
        : error instanceof RuleRefused || error instanceof ReceiptReused
          ? [{ path: "ends", message: error.message }]
          : null;
    if (!errors) throw error;
    return { step: "form" as const, values: { ...values, key: randomUUID() }, errors };
  }
}

const fields: Record<string, string> = {
  dispositif: "where",
  territory: "where",
  functions: "functions",
  endsAt: "ends",
  title: "title",
  text: "text",
};

export default function NewTest() {
  const { dispositifs, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Trail links={[{ to: paths.reachability, label: words.title }]} current={words.form.title} />
      {answer?.step === "preview" ? (
        <TestPreviewView {...answer} />
      ) : (
        <TestForm
          dispositifs={dispositifs}
          values={{ key, ...answer?.values }}
          errors={answer?.step === "form" ? answer.errors : []}
        />
      )}
    </>
  );
}
