import { ui } from "#app/messages/ui.ts";

/** « 01 30 83 40 00 »: French numbers in pairs, others as they are. */
export function formatPhone(number: string) {
  const digits = number.replace(/[^\d+]/g, "").replace(/^(?:\+33|0033)0?/, "0");
  return /^0\d{9}$/.test(digits) ? digits.replace(/(\d{2})(?=\d)/g, "$1 ") : number;
}

/** A number that dials when pressed. */
export function PhoneLink({ number }: { number: string }) {
  const shown = formatPhone(number);
  return (
    <a href={`tel:${number.replace(/[^\d+]/g, "")}`} aria-label={ui.call(shown)} className="tocsin-phone">
      {shown}
    </a>
  );
}
