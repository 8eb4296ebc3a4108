import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Fault, faultsUnder } from "./fault";
import { api, click, got, speak, whenSignedOut } from "./http";
import { patiently } from "./patience";

const answer = (status: number, body: unknown, type = "application/problem+json") =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": type } });
const fetched = vi.fn<(request: Request) => Promise<Response>>();
beforeEach(() => vi.stubGlobal("fetch", fetched));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  fetched.mockReset();
});

const refused = async (asking: Promise<unknown>): Promise<Fault> => {
  const failure = await asking.catch((caught: unknown) => caught);
  expect(failure).toBeInstanceOf(Fault);
  return failure as Fault;
};

describe("a failure is a Fault", () => {
  test("with the server's code, reason and every faulty field", async () => {
    const faults = [{ field: "/reason", rule: "required", sentence: "请填写理由" }];
    fetched.mockResolvedValue(answer(422, { code: "invalid", reason: "faulty_fields", title: "请求有误", faults }));
    const fault = await refused(got(api.GET("/public/items")));
    expect(fault).toMatchObject({ code: "invalid", reason: "faulty_fields", status: 422, faults, detail: "请求有误" });
  });

  test("when a proxy answers HTML", async () => {
    fetched.mockResolvedValue(new Response("<html>", { status: 502, headers: { "Content-Type": "text/html" } }));
    expect(await refused(got(api.GET("/public/items")))).toMatchObject({ code: "internal", status: 502 });
  });

  test("when the network is gone, and it may be tried again", async () => {
    fetched.mockRejectedValue(new TypeError("Failed to fetch"));
    expect(await refused(got(api.GET("/public/items")))).toMatchObject({ code: "unreachable", passing: true });
  });
});

test("an ended session is told to the page, a wrong password is not", async () => {
  const left = vi.fn();
  whenSignedOut(left);
  fetched.mockImplementation(async () => answer(401, { code: "unauthorised" }));
  await refused(got(api.POST("/sessions", { body: { login: "a", password: "b" } })));
  expect(left).not.toHaveBeenCalled();
  await refused(got(api.GET("/me")));
  expect(left).toHaveBeenCalledOnce();
});

test("the server is asked in the page's language", async () => {
  fetched.mockImplementation(async () => answer(200, { rows: [] }, "application/json"));
  speak("en");
  await got(api.GET("/public/items"));
  expect(fetched.mock.lastCall?.[0].headers.get("Accept-Language")).toBe("en");
});

test("every click has a key of its own, in the form that the contract asks for", () => {
  const keys = Array.from({ length: 100 }, click);
  expect(new Set(keys).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
});

describe("patience", () => {
  test("tries again what failed in passing, and gives the answer", async () => {
    vi.useFakeTimers();
    const act = vi
      .fn()
      .mockRejectedValueOnce(new Fault({ code: "store_unavailable" }, 503))
      .mockRejectedValueOnce(new Fault({ code: "overloaded" }, 503))
      .mockResolvedValue("done");
    const done = patiently(act);
    await vi.runAllTimersAsync();
    expect(await done).toBe("done");
    expect(act).toHaveBeenCalledTimes(3);
  });

  test("does not insist where the law says no", async () => {
    const act = vi.fn().mockRejectedValue(new Fault({ code: "forbidden" }, 403));
    await refused(patiently(act));
    expect(act).toHaveBeenCalledOnce();
  });
});

test("faults of fields are found by the name of the field, the first of each", () => {
  const fault = (field: string, rule: string) => ({ field, rule, sentence: rule });
  const found = faultsUnder("/form", [
    fault("/form/phone", "pattern"),
    fault("/form/phone", "max"),
    fault("/unit", "x"),
  ]);
  expect(Object.keys(found)).toEqual(["phone"]);
  expect(found.phone?.rule).toBe("pattern");
});
