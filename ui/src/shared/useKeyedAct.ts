import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { click } from "../http";

/**
 * An act with the key of its click: retried, it is the same act; once it is done, the next one gets a key of its own.
 * What it changes is asked for again.
 */
export function useKeyedAct<Given, Answer>(act: (given: Given, key: string) => Promise<Answer>, changes: QueryKey[]) {
  const cache = useQueryClient();
  const [key, renew] = useState(click);
  return useMutation({
    mutationFn: (given: Given) => act(given, key),
    onSuccess: async () => {
      renew(click());
      await Promise.all(changes.map((queryKey) => cache.invalidateQueries({ queryKey })));
    },
  });
}
