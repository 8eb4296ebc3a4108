import type { Plugin, Rollup } from "vite";

/** Fails the build when chunks import each other in a circle: one of them would run before what it needs. */
export function noCircles(): Plugin {
  return {
    name: "no-circles",
    generateBundle(_, bundle) {
      const done = new Set<string>();
      const walk = (name: string, way: string[]) => {
        if (way.includes(name)) throw new Error(`chunks in a circle: ${[...way, name].join(" → ")}`);
        if (done.has(name)) return;
        const file: Rollup.OutputChunk | Rollup.OutputAsset | undefined = bundle[name];
        if (file?.type === "chunk") for (const next of file.imports) walk(next, [...way, name]);
        done.add(name);
      };
      for (const name of Object.keys(bundle)) walk(name, []);
    },
  };
}
