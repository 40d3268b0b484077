import { ui } from "#app/messages/ui.ts";

/** « 12 345 »: as browsers and Node write it differently, by hand. */
export const formatNumber = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** Long work: how far it is, in numbers too. The page can be left meanwhile. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <div className="tocsin-progress">
      <span>{label}</span>
      <progress max={total || 1} value={done} aria-label={label} />
      <span>{ui.progress(formatNumber(done), formatNumber(total))}</span>
    </div>
  );
}
