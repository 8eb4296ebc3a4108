import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** The gazette's files from the top down, each with the digits of its codes. */
const files = [
  ["provinces.csv", 2],
  ["cities.csv", 4],
  ["areas.csv", 6],
  ["streets.csv", 9],
  ["villages.csv", 12],
] as const;

type Row = [code: string, name: string];

/** Puts the division tree beside the pages, one file per province, so that a picker loads only what it needs. */
export function divisionFiles(folder: string): Plugin {
  return {
    name: "division-files",
    apply: "build",
    generateBundle() {
      const { provinces, below } = read(folder);
      this.emitFile({ type: "asset", fileName: "divisions/index.json", source: JSON.stringify(provinces) });
      for (const [code] of provinces) {
        const part = Object.fromEntries(
          Object.entries(below).filter(([parent]) => parent.startsWith(code.slice(0, 2))),
        );
        this.emitFile({ type: "asset", fileName: `divisions/${code.slice(0, 2)}.json`, source: JSON.stringify(part) });
      }
    },
  };
}

function read(folder: string) {
  const provinces: Row[] = [];
  const below: Record<string, Row[]> = {};
  files.forEach(([file, digits], tier) => {
    const [, ...lines] = readFileSync(join(folder, file), "utf8").trim().split("\n");
    for (const line of lines) {
      const [short = "", name = ""] = line.split(",").map((cell) => cell.trim().replaceAll('"', ""));
      const code = short.padEnd(12, "0");
      const parent = short.slice(0, files[tier - 1]?.[1] ?? 0).padEnd(12, "0");
      if (short.length !== digits) throw new Error(`${file}: ${line}`);
      if (tier === 0) provinces.push([code, name]);
      else if (code !== parent) below[parent] = [...(below[parent] ?? []), [code, name]];
    }
  });
  return { provinces, below };
}
