import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** A case in a list: its number, which leads to it, and below it what it is about. */
export function CaseCell({ id, number, children }: { id: string; number: string; children?: ReactNode }) {
  return (
    <span className="case-cell">
      <Link to="/cases/$id" params={{ id }} className="figure case-link">
        {number}
      </Link>
      <span>{children}</span>
    </span>
  );
}
