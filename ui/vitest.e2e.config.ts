import { defineConfig } from "vitest/config";

// The browser drives one real server, so the specs run one after another.
export default defineConfig({
  test: { include: ["e2e/**/*.spec.ts"], fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 },
});
