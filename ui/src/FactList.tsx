import type { ReactNode } from "react";

export type Facts = [string, string | undefined][];

/** Named facts, and further ones as children; what is not known is left out. */
export function FactList({
  rows,
  look = "facts",
  children,
}: {
  rows: Facts;
  look?: "facts" | "case-facts";
  children?: ReactNode;
}) {
  return (
    <dl className={look}>
      {rows.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
      {children}
    </dl>
  );
}
