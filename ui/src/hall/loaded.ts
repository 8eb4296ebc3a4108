import { useCallback, useEffect, useState } from "react";

/** Something that is being read: not there yet, there, or failed. */
export type Loaded<T> = { value?: T; failure?: unknown; again: () => void };

/** Reads something when the page opens and whenever `key` changes; an answer that comes too late is dropped. */
export function useLoaded<T>(key: string, read: () => Promise<T>): Loaded<T> {
  const [state, set] = useState<{ key: string; value?: T; failure?: unknown }>({ key });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: key says what is read, round that it is read again
  useEffect(() => {
    let wanted = true;
    read().then(
      (value) => wanted && set({ key, value }),
      (failure) => wanted && set({ key, failure }),
    );
    return () => {
      wanted = false;
    };
  }, [key, round]);
  const again = useCallback(() => {
    set({ key });
    setRound((n) => n + 1);
  }, [key]);
  return state.key === key ? { value: state.value, failure: state.failure, again } : { again };
}
