import { useEffect, useState } from "react";
import { Fault } from "../fault";

/** What is being followed in this tab: a reload keeps it, a closed tab forgets it. */
export const followedAt = (place: string) => ({
  token: () => sessionStorage.getItem(place) ?? undefined,
  keep: (token: string) => sessionStorage.setItem(place, token),
  forget: () => sessionStorage.removeItem(place),
});

/** Follows a case or complaint by its token; one that has expired leads back to the door. */
export function useFollowed<T extends { token: string }>(
  followed: ReturnType<typeof followedAt>,
  read: (token: string) => Promise<T>,
) {
  const [tracking, show] = useState<T>();
  const [expired, expire] = useState(false);
  const [failure, fail] = useState<unknown>();
  const keep = (answer: T) => {
    followed.keep(answer.token);
    expire(false);
    fail(undefined);
    show(answer);
  };
  const leave = () => {
    followed.forget();
    show(undefined);
  };
  const again = async (token: string) => {
    try {
      keep(await read(token));
    } catch (refused) {
      const over = refused instanceof Fault && refused.status === 401;
      if (over) leave();
      expire(over);
      fail(over ? undefined : refused);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for a page that was reloaded
  useEffect(() => {
    const token = followed.token();
    if (token) again(token);
  }, []);
  return { tracking, expired, failure, keep, leave, again };
}
