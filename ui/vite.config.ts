import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstLoad } from "./scripts/budget.ts";
import { noCircles } from "./scripts/circles.ts";
import { divisionFiles } from "./scripts/divisions.ts";
import { printedFont } from "./scripts/fonts.ts";
import { zipped } from "./scripts/zipped.ts";

const server = process.env.MINGCHA ?? "http://127.0.0.1:8080";

const packages = (names: string) => new RegExp(`node_modules[\\\\/](${names})[\\\\/]`);

export default defineConfig({
  plugins: [
    react(),
    printedFont(),
    divisionFiles("../policies/directory/divisions"),
    noCircles(),
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
          // A package belongs to one chunk and takes nothing along, so that the hall never meets what is the office's.
          includeDependenciesRecursively: false,
          groups: [
            { name: "react", test: packages("react|react-dom|scheduler|use-sync-external-store") },
            { name: "words", test: packages("i18next|react-i18next|html-parse-stringify|void-elements") },
            { name: "http", test: packages("openapi-fetch") },
            { name: "qr", test: packages("qrcode.react") },
            { name: "charts", test: packages("echarts|zrender|tslib") },
            { name: "office-parts", test: /node_modules/ },
          ],
        },
      },
    },
  },
});
