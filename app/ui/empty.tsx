import { Link } from "@remix-run/react";

type Props = {
  /** What will come here. */
  title: string;
  text: string;
  /** The first thing that can be done about it. */
  action?: { to: string; label: string };
};

/** A page or a list with nothing in it yet. */
export function Empty({ title, text, action }: Props) {
  return (
    <div className="tocsin-empty">
      <p className="fr-h6 fr-mb-1w">{title}</p>
      <p className={action ? "fr-mb-3w" : "fr-mb-0"}>{text}</p>
      {action && (
        <Link to={action.to} className="fr-btn">
          {action.label}
        </Link>
      )}
    </div>
  );
}
