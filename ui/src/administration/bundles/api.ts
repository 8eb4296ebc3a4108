import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../contract";
import { api, got } from "../../http";

type Schemas = components["schemas"];
export type Bundle = Schemas["Bundle"];
export type BundleSource = Schemas["BundleSource"];

/** Published items, or every version of one. */
export const bundlesQuery = (item?: string) =>
  infiniteQueryOptions({
    queryKey: ["bundles", "list", item],
    queryFn: ({ pageParam }) =>
      got(api.GET("/bundles", { params: { query: { item, limit: 200, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** One version with its source. A hash names one content for ever. */
export const bundleQuery = (hash: string) =>
  queryOptions({
    queryKey: ["bundles", "one", hash],
    queryFn: () => got(api.GET("/bundles/{hash}", { params: { path: { hash } } })),
  });

export const validateBundle = (body: BundleSource) => got(api.POST("/bundles/validation", { body }));

export const publishBundle = (body: BundleSource, key: string) =>
  got(api.POST("/bundles", { params: { header: { "Idempotency-Key": key } }, body }));
