import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sparing } from "./stream";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what moves is looked at at once, and then again only after a rest, however much moves", () => {
  const look = vi.fn();
  const moved = sparing(look);
  moved();
  vi.advanceTimersByTime(0);
  expect(look).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 10; i++) moved();
  vi.advanceTimersByTime(4_999);
  expect(look).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(look).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(60_000);
  expect(look).toHaveBeenCalledTimes(2);
});
