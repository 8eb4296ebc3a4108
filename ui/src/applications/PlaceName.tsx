import { placesBelow, wayTo } from "../divisions/api";
import { useLoaded } from "../hall/loaded";

/** The names on the way down to a division. */
export function PlaceName({ code }: { code: string }) {
  const names = useLoaded(code, async () => {
    const way = wayTo(code);
    const tiers = await Promise.all(["", ...way.slice(0, -1)].map(placesBelow));
    return way.map((step, i) => tiers[i]?.find(([each]) => each === step)?.[1] ?? step);
  });
  return names.value?.join(" ") ?? code;
}
