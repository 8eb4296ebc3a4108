import { useEffect, useRef, useState } from "react";
import type { Guide } from "../items/api";
import { keepDraft } from "./api";
import { forgetHere, keepHere } from "./drafts";
import type { Filing } from "./filing";

/** How it stands with keeping: nothing to keep yet, under way, kept on the server, or only here. */
export type Keeping = { state: "idle" | "saving" | "saved" | "here"; at?: string };

/** Pause in typing after which a draft is kept here, and on the server, in milliseconds. */
const pause = { here: 400, server: 2500 };

/**
 * Keeps an application while it is written: at once on this device, soon after on the server, so that it survives a
 * closed browser and can go on elsewhere. On a public computer nothing stays on the device.
 */
export function useDraft(guide: Guide, filing: Filing, touched: boolean, publicComputer: boolean, known?: string) {
  const [keeping, tell] = useState<Keeping>({ state: "idle" });
  const [handle, setHandle] = useState(known);
  const latest = useRef(0);
  useEffect(() => {
    if (!touched) return;
    const turn = ++latest.current;
    tell({ state: "saving" });
    const { key: item, name, name_en } = guide;
    const here = (more: { handle?: string; saved: string; expires?: string }) =>
      !publicComputer && keepHere({ item, name, name_en, filing, ...more });
    const soon = setTimeout(() => here({ handle, saved: new Date().toISOString() }), pause.here);
    const later = setTimeout(async () => {
      try {
        const kept = await keepDraft(item, filing, handle);
        if (turn !== latest.current) return;
        setHandle(kept.handle);
        here(kept);
        tell({ state: "saved", at: kept.saved });
      } catch {
        if (turn === latest.current) tell({ state: "here" });
      }
    }, pause.server);
    return () => {
      clearTimeout(soon);
      clearTimeout(later);
    };
  }, [guide, filing, touched, publicComputer, handle]);
  useEffect(() => {
    if (publicComputer) forgetHere(guide.key);
  }, [publicComputer, guide.key]);
  return { keeping, handle };
}
