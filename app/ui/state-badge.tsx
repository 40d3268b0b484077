import { Badge } from "@codegouvfr/react-dsfr/Badge";

/** How pressing a state is, not what it means: words come from the message files. */
export type Tone = "new" | "info" | "success" | "warning" | "error" | "neutral";

/** One badge per state, the same everywhere. */
export function StateBadge({ label, tone, small = true }: { label: string; tone: Tone; small?: boolean }) {
  return (
    <Badge
      as="span"
      small={small}
      noIcon={tone === "neutral"}
      {...(tone !== "neutral" && { severity: tone })}
    >
      {label}
    </Badge>
  );
}
