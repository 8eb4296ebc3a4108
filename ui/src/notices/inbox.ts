import { legalDate } from "../show";
import type { Notice } from "./api";

/** The notices of one legal day, the latest first. */
export type NoticeDay = { day: string; notices: Notice[] };

/** Notices by days, the latest first, each notice once. */
export function byDay(notices: Notice[]): NoticeDay[] {
  const once = [...new Map(notices.map((notice) => [notice.id, notice])).values()];
  const days: NoticeDay[] = [];
  for (const notice of once.sort((a, b) => Date.parse(b.made) - Date.parse(a.made))) {
    const day = legalDate(notice.made);
    const last = days.at(-1);
    if (last?.day === day) last.notices.push(notice);
    else days.push({ day, notices: [notice] });
  }
  return days;
}
