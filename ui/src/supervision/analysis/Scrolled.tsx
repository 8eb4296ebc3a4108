import type { ReactNode } from "react";

/** What scrolls within a page: it has a name and can be reached with the keyboard. */
export function Scrolled({ name, look, children }: { name: string; look: string; children: ReactNode }) {
  const reached = { role: "group", tabIndex: 0, "aria-label": name };
  return (
    <div className={look} {...reached}>
      {children}
    </div>
  );
}
