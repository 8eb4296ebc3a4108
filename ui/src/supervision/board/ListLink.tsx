import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { List } from "./figures";

/** Leads from a figure to the list of what it counts. */
export function ListLink({ list, ...rest }: { list: List; className?: string; children: ReactNode }) {
  switch (list.to) {
    case "/supervision/cases":
      return <Link to={list.to} search={list.search} {...rest} />;
    case "/cards":
      return <Link to={list.to} search={list.search} {...rest} />;
    case "/incidents":
      return <Link to={list.to} {...rest} />;
  }
}
