import type { FrameData } from "./frame.tsx";

/**
 * The State's block mark where the operator is a State service (settings say so), else the operator's name:
 * style.css takes Marianne away from it, in the drawing and in the typeface.
 */
export function brandTop({
  operator,
  brand,
  stateService,
}: Pick<FrameData, "operator" | "brand" | "stateService">) {
  const lines = stateService ? brand.split("\\n") : [operator];
  return (
    <>
      {lines.map((line, index) => (
        <span key={line}>
          {index > 0 && <br />}
          {line}
        </span>
      ))}
    </>
  );
}
