import { useQuery } from "@tanstack/react-query";
import { codeOfPath, placesBelow, wayTo } from "../../divisions/api";

/** The name of the division at a path, from the tables that are built with the pages; the path where there is none. */
export function PlaceName({ path }: { path: string }) {
  const { data } = useQuery({
    queryKey: ["places", path],
    queryFn: () => nameOf(codeOfPath(path)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data ?? path;
}

async function nameOf(code: string): Promise<string | undefined> {
  const above = wayTo(code).at(-2) ?? "";
  const places = await placesBelow(above);
  return places.find(([each]) => each === code)?.[1] ?? "";
}
