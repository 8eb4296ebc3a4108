import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { legalInstant } from "../../show";
import { type Operations, sizeOf, type TruthKey } from "./truths";

/** Why the machine's time is not trusted. */
const brakeReasons = {
  time_stepped: "operations.brakeReason.time_stepped",
  time_differs: "operations.brakeReason.time_differs",
  time_engine: "operations.brakeReason.time_engine",
  time_backward: "operations.brakeReason.time_backward",
} as const;

/** What is to be said about one thing of the machine. */
export function TruthText({ of, state }: { of: TruthKey; state: Operations }) {
  const { t } = useTranslation("administration");
  const { time, brake, timers, calendar, patrol, backup, disk, engine, store } = state;
  const held = time.reason ?? brake.reason ?? "";
  const reason = held in brakeReasons ? t(brakeReasons[held as keyof typeof brakeReasons]) : held;
  switch (of) {
    case "time":
      return time.trusted ? t("operations.trusted") : t("operations.untrusted", { reason });
    case "brake":
      return (
        <>
          {brake.on ? t("operations.brakeOn", { reason }) : t("operations.brakeOff")}{" "}
          <Link to="/cards" search={{ withheld: true }}>
            {t("operations.withheld", { n: brake.withheld })}
          </Link>
        </>
      );
    case "timers":
      if (timers.late === 0) return t("operations.noLate", { n: timers.armed ?? 0 });
      return t("operations.late", { n: timers.late, at: timers.oldest ? legalInstant(timers.oldest) : "" });
    case "calendar":
      return (
        <>
          {t("operations.until", { date: calendar.loaded_until })}
          {calendar.missing_next_year && t("operations.missingYear")}
        </>
      );
    case "patrol":
      if (patrol?.last === undefined) return t("operations.noPatrol");
      return t("operations.patrolled", { at: legalInstant(patrol.last), n: patrol.drift ?? 0 });
    case "incidents":
      return state.incidents === 0
        ? t("operations.noIncidents")
        : t("operations.openIncidents", { n: state.incidents });
    case "backup":
      if (backup?.last === undefined) return t("operations.noBackup");
      return t("operations.backedUp", { at: legalInstant(backup.last), n: backup.age_hours ?? 0 });
    case "disk":
      return (
        <>
          {disk?.free_bytes !== undefined && t("operations.free", { size: sizeOf(disk.free_bytes) })}{" "}
          {disk?.days_left !== undefined ? t("operations.daysLeft", { n: disk.days_left }) : t("operations.noForecast")}
        </>
      );
    case "engine":
      return engine.detail ?? (engine.ok ? t("operations.runs") : t("operations.fails"));
    case "store":
      return store.detail ?? (store.ok ? t("operations.runs") : t("operations.fails"));
  }
}
