import type { ParseKeys } from "i18next";
import type { IconName } from "../icons";
import type { Me } from "./session";

/** The three faces of the office, in the order of the menu. */
export type MenuGroup = "workbench" | "supervision" | "administration";

/** One line of the menu. Each noun's routes file exports its own; who may not use the page does not see the line. */
export type MenuEntry = {
  /** Path below /office. */
  to: string;
  group: MenuGroup;
  /** Key of the word with its namespace, e.g. "workbench:inbox.title". */
  word: ParseKeys<["shell", "workbench", "supervision", "administration"]>;
  icon: IconName;
  seen: (me: Me) => boolean;
  /** Where a working day begins; the first of these that a person may see is the first page. */
  home?: boolean;
};
