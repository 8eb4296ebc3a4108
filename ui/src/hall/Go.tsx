import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { go } from "./address";

/** A link within the hall. It is a real link: it can be opened in a new tab and works before scripts do. */
export function Go({ to, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
}
