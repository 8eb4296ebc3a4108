import { queryOptions } from "@tanstack/react-query";
import { readGuide } from "../../items/api";

/** What the applicant of an item has to bring, and how long it takes. */
export const guideQuery = (item: string) =>
  queryOptions({
    queryKey: ["guides", item],
    queryFn: () => readGuide(item),
    staleTime: 10 * 60_000,
  });
