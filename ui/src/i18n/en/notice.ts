import type { Same } from "../same";
import type { notice as zh } from "../zh/notice";

export const notice: Same<typeof zh> = {
  read: "Read",
  markRead: "Mark as read",
  markShown: "Mark the {{n}} shown as read",
  ofCard: "A card was answered late",
};
