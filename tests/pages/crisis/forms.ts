import type { ActAnswer } from "#app/crisis/queries/act-page-send.ts";
import type { Caller } from "#app/platform/caller.ts";
import { action, loader } from "#app/routes/crises.$ref.agir.$type.tsx";
import { answerOf, type browser } from "../incident/harness.ts";

/** The forms of one crisis, opened and pressed as a browser would. */
export function crisisForms(web: ReturnType<typeof browser>, ref: string) {
  const path = (slug: string) => `/crises/${ref}/agir/${slug}`;
  return {
    async open(as: Caller, slug: string, search = ""): Promise<ActAnswer> {
      const { data } = await answerOf(web.get(loader, as, path(slug) + search));
      return (data as { start: ActAnswer }).start;
    },
    async press(as: Caller, slug: string, fields: Record<string, string | string[]>, intent: string) {
      const { status, to, data } = await answerOf(web.post(action, as, path(slug), { ...fields, intent }));
      return { status, to, answer: data as ActAnswer };
    },
  };
}
