import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { click } from "../http";

/**
 * An act with the key of its click: retried, it is the same act; once it is done, the next one gets a key of its own.
 * What it changes is asked for again. Whoever acts from a row that may vanish with that says so in done: what is given to
 * mutate is forgotten with the row.
 */
export function useKeyedAct<Given, Answer>(
  act: (given: Given, key: string) => Promise<Answer>,
  changes: QueryKey[],
  done?: (answer: Answer) => void,
) {
  const cache = useQueryClient();
  const [key, renew] = useState(click);
  return useMutation({
    mutationFn: (given: Given) => act(given, key),
    onSuccess: async (answer) => {
      renew(click());
      done?.(answer);
      await Promise.all(changes.map((queryKey) => cache.invalidateQueries({ queryKey })));
    },
  });
}
