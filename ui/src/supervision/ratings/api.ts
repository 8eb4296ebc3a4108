import { infiniteQueryOptions } from "@tanstack/react-query";
import type { components, operations } from "../../contract";
import { api, got } from "../../http";
import { texts } from "../../workbench/inbox/sections";

export type Rating = components["schemas"]["Rating"];

type Asked = NonNullable<operations["listRatings"]["parameters"]["query"]>;

/** What narrows the list of ratings, as it stands in the address. */
export type RatingSearch = Pick<Asked, "unit" | "item" | "path" | "bad" | "open">;

/** Reads the search out of the address; what it does not know is left out. */
export const readRatingSearch = (search: Record<string, unknown>): RatingSearch => ({
  ...texts(search, "unit", "item", "path"),
  ...(search.bad === true && { bad: true }),
  ...(search.open === true && { open: true }),
});

/** Ratings of cases that I may see, page by page. */
export const ratingsQuery = (asked: RatingSearch) =>
  infiniteQueryOptions({
    queryKey: ["ratings", asked],
    queryFn: ({ pageParam }) => got(api.GET("/ratings", { params: { query: { ...asked, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });

/** Answers a rating for everybody to read. The key names the click. */
export const answerRating = ({ case: id, line }: Rating, reason: string, key: string) =>
  got(
    api.POST("/cases/{id}/commands/{verb}", {
      params: { path: { id, verb: "answer_rating" }, header: { "Idempotency-Key": key } },
      body: { answers: line, reason },
    }),
  );
