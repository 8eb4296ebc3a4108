/** What the API names in two languages. */
type Named = { name: string; name_en?: string };

/** The name in the page's language; the Chinese one where there is no other. */
export const named = (thing: Named, language: string) => (language.startsWith("en") && thing.name_en) || thing.name;

/** Fen as yuan, e.g. "¥80.00". */
export const yuan = (fen: number) =>
  `¥${(fen / 100).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

const inShanghai = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hourCycle: "h23", ...options });

const day = inShanghai({ year: "numeric", month: "2-digit", day: "2-digit" });
const minute = inShanghai({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
const brief = inShanghai({ month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });

const dashed = (text: string) => text.replaceAll("/", "-");

/** The legal date of an instant, e.g. "2026-11-23"; legal dates are Asia/Shanghai wherever the reader is. */
export const legalDate = (instant: string) => dashed(day.format(new Date(instant)));

/** An instant to the minute in Asia/Shanghai, e.g. "2026-11-23 09:05". */
export const legalInstant = (instant: string) => dashed(minute.format(new Date(instant)));

/** The same without the year, for lists. */
export const briefInstant = (instant: string) => dashed(brief.format(new Date(instant)));

/** The last day of a limit. A limit of days ends at 24:00, the first instant of the next day. */
export const lastDay = (due: string) => legalDate(new Date(Date.parse(due) - 1000).toISOString());

/** The weekday of a legal date, e.g. "周一" or "Mon" for "2026-11-23". */
export const weekdayOf = (date: string, language: string) =>
  new Intl.DateTimeFormat(language.startsWith("en") ? "en" : "zh-CN", { weekday: "short", timeZone: "UTC" }).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  );

/** The text in the page's language; the Chinese one where there is no other. */
export const inLanguage = (text: string, english: string | undefined, language: string) =>
  (language.startsWith("en") && english) || text;
