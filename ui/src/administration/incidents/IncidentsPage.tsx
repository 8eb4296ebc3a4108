import { useTranslation } from "react-i18next";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { Incidents } from "./Incidents";

/** What nobody can act on, or what went wrong, and is not settled. */
export function IncidentsPage() {
  const { t } = useTranslation("administration");
  return (
    <section>
      <h1>{t("incidents.title")}</h1>
      <Incidents />
    </section>
  );
}
