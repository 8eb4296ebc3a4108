import { Fault } from "./fault";

/** How long to wait before each further attempt, in milliseconds. */
const waits = [800, 2000, 5000];

/** Does something again while it only failed in passing. Whatever acts must carry the key of its click. */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (const wait of waits) {
    try {
      return await act();
    } catch (failure) {
      if (!(failure instanceof Fault) || !failure.passing) throw failure;
      await new Promise((resume) => setTimeout(resume, wait));
    }
  }
  return act();
}
