import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** What a citizen may have to load before the first page shows: 150 KB after gzip. */
const budget = 150 * 1024;

/** Fails the build when the first load of the given entry (page, scripts, styles) exceeds the budget. */
export function firstLoad(entry: string): Plugin {
  return {
    name: "first-load",
    writeBundle(_, bundle) {
      const start = Object.values(bundle).find((file) => file.type === "chunk" && file.facadeModuleId?.endsWith(entry));
      if (start === undefined) throw new Error(`first load: no chunk starts at ${entry}`);
      const names = new Set<string>();
      const walk = (name: string) => {
        const file = bundle[name];
        if (names.has(name) || file?.type !== "chunk") return;
        names.add(name);
        for (const sheet of file.viteMetadata?.importedCss ?? []) names.add(sheet);
        file.imports.forEach(walk);
      };
      walk(start.fileName);
      names.add(entry);
      const sizes = [...names].map((name) => [name, zipped(bundle[name])] as const);
      const total = sizes.reduce((sum, [, size]) => sum + size, 0);
      console.log(`first load of ${entry}: ${kilobytes(total)} of ${kilobytes(budget)} gzip`);
      if (total <= budget) return;
      const list = sizes.map(([name, size]) => `  ${name} ${kilobytes(size)}`).join("\n");
      throw new Error(`first load of ${entry} is over its budget\n${list}`);
    },
  };
}

function zipped(file: { type: "chunk"; code: string } | { type: "asset"; source: string | Uint8Array } | undefined) {
  if (file === undefined) return 0;
  return gzipSync(file.type === "chunk" ? file.code : file.source).length;
}

const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
