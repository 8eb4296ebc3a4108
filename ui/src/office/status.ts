import { useQuery } from "@tanstack/react-query";
import { api, got } from "../http";

/** Whose office this is, whether it is a demonstration and how one signs in; undefined until it is known. */
export const useStatus = () =>
  useQuery({
    queryKey: ["status"],
    queryFn: () => got(api.GET("/public/status")),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
