/**
 * How an exercise's time follows the console's: at the real instant `real` it was `shown`, and since then it runs
 * `factor` times as fast; 0: paused. Instants are ISO 8601 in UTC. Each change of pace is an event of the exercise,
 * which sets a new one. The one mapping: the engine, the clock, pages and live rooms all use it (app/engine/moment.ts).
 */
export type Pace = { real: string; shown: string; factor: number };

/** Time of the exercise at a real instant. Before `real` it stands still: a clock that is set back moves nothing. */
export function shownAt(pace: Pace, real: Date): Date {
  const elapsed = Math.max(0, real.getTime() - Date.parse(pace.real));
  return new Date(Date.parse(pace.shown) + Math.round(elapsed * pace.factor));
}

/** When that moment of the exercise will come in real time; null while the clock is paused. */
export function realAt(pace: Pace, shown: Date): Date | null {
  if (pace.factor <= 0) return null;
  const ahead = shown.getTime() - Date.parse(pace.shown);
  return new Date(Date.parse(pace.real) + Math.max(0, ahead) / pace.factor);
}
