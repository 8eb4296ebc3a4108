import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstLoad } from "./scripts/budget.ts";
import { divisionFiles } from "./scripts/divisions.ts";
import { printedFont } from "./scripts/fonts.ts";
import { zipped } from "./scripts/zipped.ts";

const server = process.env.MINGCHA ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [
    react(),
    printedFont(),
    divisionFiles("../policies/directory/divisions"),
    firstLoad("index.html"),
    zipped(),
  ],
  server: { proxy: { "/api": server, "/divisions": server } },
  build: {
    target: ["chrome88"],
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      input: ["index.html", "office.html"],
      output: {
        codeSplitting: {
          // The hall must not meet what only the office needs, so a group takes nothing along.
          includeDependenciesRecursively: false,
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            {
              name: "router",
              test: /node_modules[\\/](@tanstack[\\/](react-|history|)(router|store)|@tanstack[\\/]history|seroval|cookie-es)/,
            },
            { name: "query", test: /node_modules[\\/]@tanstack[\\/](react-)?query/ },
            { name: "words", test: /node_modules[\\/](react-)?i18next[\\/]/ },
            { name: "antd", test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-[a-z-]+)[\\/]/ },
          ],
        },
      },
    },
  },
});
