import { isRouteErrorResponse, Link, useLocation, useRouteError } from "@remix-run/react";
import { errors } from "#app/messages/errors.ts";
import { paths } from "../paths.ts";
import type { ProblemDetail } from "../problem.ts";

type Page = keyof typeof errors.pages;

/** The page of whatever went wrong: what happened, what to do, one way on. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const answer = isRouteErrorResponse(error) ? error : null;
  const status = (answer && answer.status in errors.pages ? answer.status : 500) as Page;
  const text = errors.pages[status];
  const given: ProblemDetail = answer && typeof answer.data === "object" ? (answer.data ?? {}) : {};
  return (
    <div className="fr-grid-row fr-my-4w">
      <div className="fr-col-12 fr-col-md-8">
        <h1>{text.title}</h1>
        <p className="fr-text--sm">{answer ? `Erreur ${status}` : "Erreur 500"}</p>
        <p className="fr-text--lead">{given.detail ?? text.detail}</p>
        <p>{given.next ?? text.next}</p>
        <ul className="fr-btns-group fr-btns-group--inline-md">
          <li>
            <MainWay status={status} given={given} here={pathname + search} />
          </li>
          {status !== 404 && (
            <li>
              <Link to={paths.home} className="fr-btn fr-btn--secondary">
                {errors.home}
              </Link>
            </li>
          )}
        </ul>
      </div>
    </div>
  );
}

function MainWay({ status, given, here }: { status: Page; given: ProblemDetail; here: string }) {
  const [to, label] = given.to
    ? [given.to, given.toLabel ?? errors.back]
    : status === 401
      ? [`${paths.signIn}?suite=${encodeURIComponent(here)}`, errors.signIn]
      : status === 404 || status === 403
        ? [paths.home, errors.home]
        : [here, errors.retry];
  return (
    <Link to={to} reloadDocument={label === errors.retry} className="fr-btn">
      {label}
    </Link>
  );
}
