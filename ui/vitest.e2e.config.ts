import { defineConfig } from "vitest/config";

// Vitest gives BASE_URL a meaning of its own in the tests, so the specs read the server's address under another name.
// The browser drives one server, so the specs run one after another.
export default defineConfig({
  test: {
    include: ["e2e/**/*.spec.ts"],
    env: { MINGCHA: process.env.BASE_URL ?? "" },
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
