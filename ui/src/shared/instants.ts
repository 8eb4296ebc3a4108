import dayjs from "dayjs";
import { legalInstant } from "../show";

/** The chosen time of the day is one of Shanghai, wherever the reader is. */
export const inShanghai = (day: dayjs.Dayjs | null) =>
  day === null ? undefined : dayjs(`${day.format("YYYY-MM-DDTHH:mm:ss")}+08:00`).toISOString();

/** An instant as a picker shows it: the time of the day in Shanghai. */
export const wallTime = (instant: string | undefined) =>
  instant === undefined ? null : dayjs(`${legalInstant(instant)}:${new Date(instant).toISOString().slice(17, 19)}`);
