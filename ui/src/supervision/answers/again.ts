import type { CardRow } from "../cards/search";

/** Whether supervision has asked for another answer than the one it was given. */
export const asksAgain = ({ status }: Pick<CardRow, "status">) =>
  status === "sent_back" || status === "ordered" || status === "advised";
