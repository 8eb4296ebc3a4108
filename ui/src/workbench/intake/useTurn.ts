import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { placed } from "../../applications/filing";
import { Fault } from "../../fault";
import { click } from "../../http";
import type { Guide } from "../../items/api";
import { desk } from "./api";
import { type Choice, type Filing, noticeText, toApplication } from "./filing";
import { type Keys, type Memory, type Served, type Stage, serve, type Taken } from "./serve";

/** Carries one applicant's turn out, remembers how far it came, and places the server's faults at their fields. */
export function useTurn(onServed: (served: Served) => void) {
  const [keys] = useState<Keys>(() => ({
    takeIn: click(),
    receive: click(),
    accept: click(),
    notify_supplement: click(),
  }));
  const memory = useRef<Memory>({});
  const [taken, keep] = useState<Taken>();
  const [stage, tell] = useState<Stage>();
  const [faults, place] = useState<Record<string, string>>({});

  const serving = useMutation({
    mutationFn: ({ filing, guide, unit, choice }: { filing: Filing; guide: Guide; unit: string; choice: Choice }) => {
      const application = toApplication(filing, guide, unit);
      const worded = { ...filing, reason: noticeText(filing, guide) };
      return serve({ filing: worded, application, choice, keys, memory: memory.current }, desk, tell);
    },
    onMutate: () => place({}),
    onSuccess: onServed,
    onError: (fault, { filing }) => {
      place(fault instanceof Fault ? placed(fault.faults, filing.materials) : {});
      keep(memory.current.taken);
    },
    onSettled: () => tell(undefined),
  });

  return { serving, stage, taken, faults };
}
