import { legalDate } from "../show";

/** Today's legal date, Asia/Shanghai. */
export const today = () => legalDate(new Date().toISOString());

/** Moves a date by a stretch of the calendar such as "20 days" or "2 years": same day number, or the month's last day. */
export function moved(date: string, reach: string, sign: 1 | -1): string {
  const [amount = "0", unit] = reach.split(" ");
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const n = sign * Number(amount);
  if (unit === "days") return iso(Date.UTC(year, month - 1, day + n));
  const months = month - 1 + n * (unit === "years" ? 12 : 1);
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return iso(Date.UTC(year, months, Math.min(day, last)));
}

const iso = (instant: number) => new Date(instant).toISOString().slice(0, 10);
