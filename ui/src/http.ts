import createClient from "openapi-fetch";
import type { paths } from "./contract";
import { Fault, type Problem } from "./fault";

/** The language in which the server words its faults; set by the pages' language switch. */
let language = "zh-CN";
export function speak(next: string) {
  language = next;
}

let signedOut: () => void = () => {};
/** Registers what happens when the server no longer knows who we are: the office goes to its login page. */
export function whenSignedOut(go: () => void) {
  signedOut = go;
}

/** The key of one click. A retry of the same click sends the same key and is therefore one act. */
export function click(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The typed client of the contract. Every answer that is not 2xx is thrown as a Fault. */
export const api = createClient<paths>({ baseUrl: "/api/v1", fetch: (request) => fetch(request) });

api.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", language);
    return request;
  },
  async onResponse({ response, request }) {
    if (response.ok) return response;
    if (response.status === 401 && !request.url.endsWith("/sessions")) signedOut();
    throw await faultOf(response);
  },
  onError: () => new Fault({ code: "unreachable", reason: "unreachable" }, 0),
});

/** Waits for an answer and hands over its body: `await got(api.GET("/items"))`. */
export async function got<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

async function faultOf(response: Response): Promise<Fault> {
  const kind = response.headers.get("Content-Type") ?? "";
  const problem: Problem = kind.includes("json") ? await response.json().catch(() => ({})) : {};
  return new Fault(problem, response.status);
}

/** One file as what a request sends: `api.POST(path, { params, ...sentFile(file) })`. */
export function sentFile(file: File) {
  const form = new FormData();
  form.append("file", file);
  return { body: { file: "" }, bodySerializer: () => form };
}

/** Reads a file that was built with the pages. */
export async function staticJson<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw await faultOf(response);
  return response.json();
}
