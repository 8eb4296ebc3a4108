import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import type { CalendarDiff } from "./api";

/** The days that a calendar file changes, and how many open cases rest on them. */
export function Difference({ found }: { found: CalendarDiff }) {
  const { t } = useTranslation("administration");
  if (found.days.length === 0) return <Alert role="status" type="info" showIcon title={t("calendars.same")} />;
  return (
    <section role="status" aria-label={t("calendars.difference")}>
      <h3>{t("calendars.changes", { n: found.days.length, touched: found.touched })}</h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t("calendars.date")}</th>
            <th scope="col">{t("calendars.before")}</th>
            <th scope="col">{t("calendars.after")}</th>
            <th scope="col">{t("calendars.name")}</th>
          </tr>
        </thead>
        <tbody>
          {found.days.map(({ date, before, after, name }) => (
            <tr key={date}>
              <th scope="row" className="figure">
                {date}
              </th>
              <td>{t(`calendars.day.${before}`)}</td>
              <td>
                <strong>
                  <Icon name={after === "workday" ? "stamp" : "home"} /> {t(`calendars.day.${after}`)}
                </strong>
              </td>
              <td>{name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
