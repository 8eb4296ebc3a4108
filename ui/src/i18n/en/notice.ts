import type { Same } from "../same";
import type { notice as zh } from "../zh/notice";

export const notice: Same<typeof zh> = {
  read: "Read",
  markRead: "Mark as read",
  markAll: "Mark all as read",
  code: "Please tell the applicant the one-time code {{code}}",
  standIn: "You were named to stand in",
  ofCard: "A card was answered late",
};
