import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Probe } from "./search";

type Asked = { probe: Probe; n: number; className?: string; children?: ReactNode };

/** A figure that leads to the cases it counts; nothing to lead to is only told. */
export function Behind({ probe, n, className = "figure", children = n }: Asked) {
  if (n === 0) return <span className={className}>{children}</span>;
  return (
    <Link to="/supervision/analysis/cases" search={probe} className={className}>
      {children}
    </Link>
  );
}
