import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { meQuery } from "../office/session";
import { listen } from "./stream";

/** What the page holds of the server's event source. */
class Source extends EventTarget {
  static CLOSED = 2;
  static opened: Source[] = [];
  readyState = 1;
  onopen?: () => void;
  onerror?: () => void;
  constructor() {
    super();
    Source.opened.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
}

const asked = vi.fn<(request: Request) => Promise<Response>>();
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("fetch", asked);
  Source.opened = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The cache as a sign-in leaves it: it knows who is here, and nobody has asked. */
function signedIn() {
  const cache = new QueryClient();
  cache.setQueryData(meQuery.queryKey, { login: "u0081", totp: "required" } as never);
  return cache;
}

test("a stream that ended is listened to again by whoever is still signed in, with what holds of them now", async () => {
  asked.mockImplementation(async () => Response.json({ login: "u0081", totp: "enrolled" }));
  const cache = signedIn();
  const stop = listen(cache, () => {});
  Source.opened[0]?.dispatchEvent(new Event("end"));
  await vi.waitFor(() => expect(Source.opened).toHaveLength(2));
  expect(cache.getQueryData(meQuery.queryKey)).toMatchObject({ totp: "enrolled" });
  stop();
  expect(Source.opened[1]?.readyState).toBe(Source.CLOSED);
});

test("a stream that ended with the session is not listened to again", async () => {
  asked.mockImplementation(async () => Response.json({ code: "unauthorised" }, { status: 401 }));
  const stop = listen(signedIn(), () => {});
  Source.opened[0]?.dispatchEvent(new Event("end"));
  await settled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Source.opened).toHaveLength(1);
  stop();
});

test("a stream that was refused is asked for again after a rest, unless the page has gone", async () => {
  const live = vi.fn();
  const stop = listen(signedIn(), live);
  Source.opened[0]?.close();
  Source.opened[0]?.onerror?.();
  expect(live).toHaveBeenLastCalledWith(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(Source.opened).toHaveLength(2);
  Source.opened[1]?.close();
  Source.opened[1]?.onerror?.();
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(Source.opened).toHaveLength(2);
});
