import { useRef, useState } from "react";
import { click } from "../http";
import { type ApplicantVerb, type Command, command, type Tracking } from "./api";

/** Gives one command on the followed case. Until it is answered, the same content keeps the key of its click. */
export function useCommand(tracking: Tracking, verb: ApplicantVerb, done: (answer: Tracking) => void) {
  const [failure, fail] = useState<unknown>();
  const [busy, wait] = useState(false);
  const attempt = useRef({ key: "", content: "" });
  const give = async (body: Command) => {
    const content = JSON.stringify(body);
    if (attempt.current.content !== content) attempt.current = { key: click(), content };
    wait(true);
    fail(undefined);
    try {
      const answer = await command(tracking.token, verb, body, attempt.current.key);
      attempt.current = { key: "", content: "" };
      done(answer);
    } catch (refused) {
      fail(refused);
    } finally {
      wait(false);
    }
  };
  return { give, busy, failure };
}
