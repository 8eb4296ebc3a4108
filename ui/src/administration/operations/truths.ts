import type { components } from "../../contract";
import { legalDate } from "../../show";

export type Operations = components["schemas"]["Operations"];

/** How one thing stands: as it should, to be looked at soon, or wrong now. */
export type Health = "good" | "soon" | "wrong";

/** What the operations page tells about one thing. */
export type TruthKey =
  | "time"
  | "brake"
  | "timers"
  | "calendar"
  | "patrol"
  | "incidents"
  | "backup"
  | "disk"
  | "engine"
  | "store";

export type Truth = { key: TruthKey; health: Health };

const hour = 3_600_000;

/** The patrol makes a round every five minutes unless told otherwise; two missed ones turn it wrong. */
const patrolEvery = hour / 12;

/** A backup should be a day old at most, with two hours for making it. */
const freshBackup = 26;
const oldBackup = 50;

/** Judges the state of the machine, the worst first; within one health in the order in which it is read. */
export function truthsOf(state: Operations, now: Date): Truth[] {
  const truths: Truth[] = [
    { key: "time", health: state.time.trusted ? "good" : "wrong" },
    { key: "brake", health: brakeHealth(state) },
    { key: "timers", health: state.timers.late > 0 ? "wrong" : "good" },
    { key: "calendar", health: calendarHealth(state, now) },
    { key: "patrol", health: patrolHealth(state, now) },
    { key: "incidents", health: state.incidents > 0 ? "wrong" : "good" },
    { key: "backup", health: backupHealth(state) },
    { key: "disk", health: diskHealth(state) },
    { key: "engine", health: state.engine.ok ? "good" : "wrong" },
    { key: "store", health: state.store.ok ? "good" : "wrong" },
  ];
  const weight: Record<Health, number> = { wrong: 0, soon: 1, good: 2 };
  return truths.sort((a, b) => weight[a.health] - weight[b.health]);
}

function brakeHealth({ brake }: Operations): Health {
  if (brake.on) return "wrong";
  return brake.withheld > 0 ? "soon" : "good";
}

/** From 1 November the coming year's calendar is missed; before, it is not published yet. */
function calendarHealth({ calendar }: Operations, now: Date): Health {
  if (calendar.loaded_until < legalDate(now.toISOString())) return "wrong";
  return calendar.missing_next_year ? "soon" : "good";
}

function patrolHealth({ patrol }: Operations, now: Date): Health {
  if (patrol?.last === undefined) return "wrong";
  if ((patrol.drift ?? 0) > 0) return "wrong";
  const every = patrol.period_seconds ? patrol.period_seconds * 1000 : patrolEvery;
  return now.getTime() - Date.parse(patrol.last) > 2 * every ? "wrong" : "good";
}

function backupHealth({ backup }: Operations): Health {
  if (backup?.last === undefined || (backup.age_hours ?? 0) > oldBackup) return "wrong";
  return (backup.age_hours ?? 0) > freshBackup ? "soon" : "good";
}

function diskHealth({ disk }: Operations): Health {
  if (disk?.days_left === undefined) return "good";
  if (disk.days_left < 7) return "wrong";
  return disk.days_left < 30 ? "soon" : "good";
}

/** Bytes as people read them: "12.3 GB". */
export function sizeOf(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** power;
  return `${power === 0 ? size : size.toFixed(1)} ${units[power]}`;
}
