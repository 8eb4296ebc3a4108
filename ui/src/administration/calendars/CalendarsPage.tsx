import { useQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { Alert, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Failure } from "../../shared/Failure";
import { legalInstant } from "../../show";
import { may } from "../../supervision/may";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { SourceView } from "../source/SourceView";
import { type Calendar, calendarsQuery } from "./api";
import { LoadCalendar } from "./LoadCalendar";
import { PlaceName } from "./PlaceName";
import { byDivision, missingYears, nation } from "./years";

/** The working-day calendars in force: the nation's years, the days of divisions that differ, and loading another. */
export function CalendarsPage() {
  const { t } = useTranslation("administration");
  const { me } = useRouteContext({ from: "/shell" });
  const { data, error, refetch } = useQuery(calendarsQuery);
  const missing = missingYears(data?.rows ?? []);
  return (
    <section>
      <h1>{t("calendars.title")}</h1>
      <Failure fault={error} again={refetch} />
      {!data && !error && <Skeleton active />}
      {data && (
        <p>
          {t("calendars.until", { date: data.loaded_until })}
          {data.revision && <span className="hint"> {t("calendars.revision", { revision: data.revision })}</span>}
        </p>
      )}
      {missing.length > 0 && (
        <Alert type="error" showIcon title={t("calendars.missing", { years: missing.join(", ") })} />
      )}
      {byDivision(data?.rows ?? []).map(({ division, calendars }) => (
        <section key={division} className="panel" aria-label={division}>
          <h2>
            {division === nation ? t("calendars.nation") : <PlaceName path={division} />}{" "}
            <small className="hint figure">{division}</small>
          </h2>
          <Years calendars={calendars} />
        </section>
      ))}
      {may(me, "calendar", "load", "publish") && (
        <LoadCalendar divisions={byDivision(data?.rows ?? []).map(({ division }) => division)} />
      )}
    </section>
  );
}

function Years({ calendars }: { calendars: Calendar[] }) {
  const { t } = useTranslation("administration");
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t("calendars.year")}</th>
          <th scope="col">{t("calendars.days")}</th>
          <th scope="col">{t("calendars.revisionShort")}</th>
          <th scope="col">{t("calendars.source")}</th>
          <th scope="col">{t("calendars.loaded")}</th>
          <th scope="col">{t("calendars.by")}</th>
        </tr>
      </thead>
      <tbody>
        {calendars.map((calendar) => (
          <tr key={`${calendar.year} ${calendar.revision}`}>
            <th scope="row" className="figure">
              {calendar.year || t("calendars.anyYear")}
            </th>
            <td className="figure">{calendar.days}</td>
            <td>
              <code className="hash">{calendar.revision.slice(0, 12)}</code>
            </td>
            <td>{calendar.source && <Source text={calendar.source} />}</td>
            <td className="figure">{calendar.loaded && legalInstant(calendar.loaded)}</td>
            <td>{calendar.by?.name}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The file as it was loaded. */
function Source({ text }: { text: string }) {
  const { t } = useTranslation("administration");
  return (
    <details>
      <summary>{t("calendars.show")}</summary>
      <SourceView source={text} label={t("calendars.source")} />
    </details>
  );
}
