import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Line = components["schemas"]["Line"];

const most = 200;

/** The whole record of a case, from its first line to its last. */
export const recordQuery = (id: string) =>
  queryOptions({
    queryKey: ["cases", id, "record"],
    queryFn: async () => {
      const lines: Line[] = [];
      for (;;) {
        const after = lines.at(-1)?.n ?? 0;
        const page = await got(
          api.GET("/cases/{id}/lines", { params: { path: { id }, query: { after, limit: most } } }),
        );
        lines.push(...page.rows);
        if (page.rows.length === 0 || (lines.at(-1)?.n ?? 0) >= page.last) return lines;
      }
    },
  });
