import type { Happening, World } from "../../../step.ts";
import type { MeetingContext } from "../context.ts";
import type { MeetingDataOf, MeetingEvent } from "../events.ts";

/** @throws StepRefused */
export type Duty = (context: MeetingContext, happening: Happening, world: World) => void;
export const dataOf = <Type extends MeetingEvent>({ data }: Happening, _: Type) =>
  data as MeetingDataOf<Type>;
