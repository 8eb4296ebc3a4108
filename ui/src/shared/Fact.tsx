import type { ReactNode } from "react";

type Props = { word: string; figure?: boolean; children: ReactNode };

/** One fact in the head of a page, its name above it. A fact that is not there yet is left out. */
export function Fact({ word, figure = false, children }: Props) {
  if (!children) return null;
  return (
    <div>
      <dt>{word}</dt>
      <dd className={figure ? "figure" : undefined}>{children}</dd>
    </div>
  );
}
