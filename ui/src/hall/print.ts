import { useState } from "react";

const place = "mingcha.print";
const root = document.documentElement;
root.dataset.print = localStorage.getItem(place) ?? "normal";

/** Large print (大字版): everything grows with the page's root size; the choice is remembered on this device. */
export function usePrint(): [large: boolean, toggle: () => void] {
  const [large, set] = useState(root.dataset.print === "large");
  const toggle = () => {
    root.dataset.print = large ? "normal" : "large";
    localStorage.setItem(place, root.dataset.print);
    set(!large);
  };
  return [large, toggle];
}
