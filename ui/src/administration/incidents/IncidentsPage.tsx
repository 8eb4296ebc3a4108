import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../administration.css";
import { Incidents } from "./Incidents";

/** What nobody can act on, or what went wrong: what is open, or what was settled and by whom. */
export function IncidentsPage() {
  const { t } = useTranslation("administration");
  const [shown, show] = useState<"open" | "settled">("open");
  return (
    <section>
      <div className="page-head">
        <h1>{t("incidents.title")}</h1>
        <Segmented
          value={shown}
          options={(["open", "settled"] as const).map((value) => ({ value, label: t(`incidents.${value}`) }))}
          onChange={show}
        />
      </div>
      <Incidents open={shown === "open"} />
    </section>
  );
}
