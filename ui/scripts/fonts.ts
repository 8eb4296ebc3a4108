import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

/** Puts the font of printed decisions, with its licence, where Go reads it from the embedded pages. */
export function printedFont(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));
  const files = {
    "fonts/NotoSansSC-Regular.ttf": join(folder, "400Regular", "NotoSansSC_400Regular.ttf"),
    "fonts/LICENSE.txt": join(folder, "LICENSE_FONT"),
    ".gitkeep": "",
  };
  return {
    name: "printed-font",
    apply: "build",
    generateBundle() {
      for (const [fileName, from] of Object.entries(files)) {
        this.emitFile({ type: "asset", fileName, source: from === "" ? "" : readFileSync(from) });
      }
    },
  };
}
