import { type IconName, icons } from "./icons";

/** One of our icons, as tall as the text beside it. Decoration only: the word beside it says the same. */
export function Icon({ name, size = "1.15em" }: { name: IconName; size?: number | string }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={icons[name]} />
    </svg>
  );
}
