import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { checkGoodFriday, chooseGoodFriday, undoGoodFriday } from "#app/directory/calendars/good-friday.ts";
import { Calculator } from "#app/directory/components/calendars/calculator.tsx";
import { Choices } from "#app/directory/components/calendars/choices.tsx";
import { GoodFriday } from "#app/directory/components/calendars/good-friday.tsx";
import { GoodFridayConfirm } from "#app/directory/components/calendars/good-friday-confirm.tsx";
import { SchoolPeriods } from "#app/directory/components/calendars/school-periods.tsx";
import { YearOfHolidays } from "#app/directory/components/calendars/year-of-holidays.tsx";
import { calendarModel } from "#app/directory/queries/calendar-model.ts";
import { InputRefused } from "#app/engine/input.ts";
import formStyle from "#app/incident/components/incident.css?url";
import { calendars as words } from "#app/messages/calendars.ts";
import { directory } from "#app/messages/directory-pages.ts";
import { frame } from "#app/messages/frame.ts";
import { Forbidden } from "#app/platform/caller.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { paths } from "#app/ui/paths.ts";
import { problem } from "#app/ui/problem.ts";
import { Trail } from "#app/ui/trail.tsx";
import pageStyle from "../ui/pages.css?url";

export const meta: MetaFunction = () => [{ title: frame.titled(words.title) }];
export const links = () => [
  { rel: "stylesheet", href: pageStyle },
  { rel: "stylesheet", href: formStyle },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requireRight(context, request, "directory.read");
  const search = new URL(request.url).searchParams;
  const asked = {
    where: searchText(search, "lieu", 100) ?? "",
    delay: searchText(search, "delai", 8) ?? "",
    from: searchText(search, "debut", 60) ?? "",
    year: searchText(search, "annee", 4) ?? "",
    saved: searchText(search, "regle", 100) ?? "",
    undone: searchText(search, "annule", 100) ?? "",
  };
  return calendarModel(context.db, tenures, asked, context.now());
}

export async function action({ request, context }: ActionFunctionArgs) {
  const caller = await requireRight(context, request, "calendar.write");
  const values = readValues(await request.formData());
  const { intent, commune = "", reason = "", off = "", saw = "", choice = "" } = values;
  const { db, now } = context;
  const back = (done: string) => redirect(`${paths.directory}/calendriers?${done}#vendredi-saint`);
  try {
    if (intent === "undo") {
      const undone = await undoGoodFriday(db, caller, Number(choice) || 0, now());
      return back(`annule=${encodeURIComponent(undone.commune)}`);
    }
    if (off !== "true" && off !== "false")
      throw new InputRefused([{ path: "off", message: words.wrong.off }]);
    if (intent !== "confirm") {
      const checked = await checkGoodFriday(db, caller, { commune, reason });
      return { step: "confirm" as const, values, commune: checked.commune, off: off === "true" };
    }
    const input = { insee: commune, off: off === "true", reason, sawChoice: saw === "" ? null : Number(saw) };
    const { commune: name } = await chooseGoodFriday(db, caller, input, now());
    return back(`regle=${encodeURIComponent(name)}`);
  } catch (error) {
    if (error instanceof Forbidden) throw problem(403, { detail: error.message });
    if (!(error instanceof InputRefused)) throw error;
    return { step: "form" as const, values, errors: error.errors };
  }
}

export default function Calendars() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const trail = <Trail links={[{ to: paths.directory, label: directory.title }]} current={words.title} />;
  if (answer?.step === "confirm")
    return (
      <>
        {trail}
        <GoodFridayConfirm commune={answer.commune} off={answer.off} reason={answer.values.reason ?? ""} />
      </>
    );
  const refused = answer?.step === "form" ? answer : undefined;
  return (
    <>
      {trail}
      <h1>{words.title}</h1>
      <p className="fr-text--lead">{words.lead}</p>
      <Calculator {...page} />
      <YearOfHolidays {...page} />
      <SchoolPeriods academie={page.academie} periods={page.periods} />
      <GoodFriday {...page} values={refused?.values} errors={refused?.errors} />
      <Choices />
    </>
  );
}
